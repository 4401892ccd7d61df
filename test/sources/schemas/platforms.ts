/** Databases of other programs, cut down to the tables and columns that matter, with a few orders whose sums are known. */

/** A spa's history of services with its clients; a service is an order of its own: 45,000 + 30,000 + 60,000. */
export const serviceHistory = `
  CREATE TABLE ventas_cliente (id serial PRIMARY KEY, nombre varchar(100), email varchar(254), telefono varchar(20), pais varchar(50), ciudad varchar(50));
  CREATE TABLE crm_service_history (id serial PRIMARY KEY, cliente_id int REFERENCES ventas_cliente, service_type varchar(50), service_name varchar(200),
    service_date date, price_paid numeric(10,0), season varchar(20), year int);
  INSERT INTO ventas_cliente (nombre, email, telefono, ciudad) VALUES ('Rosa', 'rosa@x.example', '+56911', 'Santiago'), ('Iris', NULL, NULL, 'Viña del Mar'), ('Sin historia', 'nadie@x.example', NULL, NULL);
  INSERT INTO crm_service_history (cliente_id, service_type, service_name, service_date, price_paid, season, year) VALUES
    (1, 'Masajes', 'Masaje de relajación', '2024-01-05', 45000, 'Verano', 2024), (1, 'Spa', 'Sauna', '2024-01-05', 30000, 'Verano', 2024),
    (2, 'Wellness', 'Tina caliente', '2024-06-01', 60000, 'Otono', 2024);`

/**
 * WooCommerce: order 10 has 2 shirts of 50 less 10 in coupons and a fee of 3, of which one shirt (45) came back a week
 * later; order 11 is a guest's, 20; order 12 was cancelled; 13 is a draft. Net: 90 − 45 + 20 = 65 and a fee of 3.
 */
export const woocommerce = `
  CREATE TABLE wp_wc_orders (id bigint PRIMARY KEY, status varchar(20), currency varchar(10), type varchar(20), tax_amount numeric(26,8), total_amount numeric(26,8),
    customer_id bigint, billing_email varchar(320), date_created_gmt timestamp, date_updated_gmt timestamp, parent_order_id bigint, payment_method varchar(100), payment_method_title text);
  CREATE TABLE wp_wc_order_addresses (id bigserial PRIMARY KEY, order_id bigint, address_type varchar(20), first_name text, last_name text, city text, state text, country text, phone varchar(100));
  CREATE TABLE wp_wc_order_operational_data (id bigserial PRIMARY KEY, order_id bigint, shipping_total_amount numeric(26,8), discount_total_amount numeric(26,8));
  CREATE TABLE wp_woocommerce_order_items (order_item_id bigint PRIMARY KEY, order_item_name text, order_item_type varchar(200), order_id bigint);
  CREATE TABLE wp_woocommerce_order_itemmeta (meta_id bigserial PRIMARY KEY, order_item_id bigint, meta_key varchar(255), meta_value text);
  CREATE TABLE wp_posts ("ID" bigint PRIMARY KEY, post_title text, post_type varchar(20), post_status varchar(20), post_parent bigint DEFAULT 0);
  CREATE TABLE wp_postmeta (meta_id bigserial PRIMARY KEY, post_id bigint, meta_key varchar(255), meta_value text);
  CREATE TABLE wp_terms (term_id bigint PRIMARY KEY, name varchar(200));
  CREATE TABLE wp_term_taxonomy (term_taxonomy_id bigint PRIMARY KEY, term_id bigint, taxonomy varchar(32));
  CREATE TABLE wp_term_relationships (object_id bigint, term_taxonomy_id bigint);
  INSERT INTO wp_posts VALUES (100, 'Camisa', 'product', 'publish', 0), (101, 'Gorra', 'product', 'publish', 0), (102, 'Una página', 'page', 'publish', 0);
  INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (100, '_regular_price', '50'), (101, '_regular_price', '20'), (100, '_stock', '8');
  INSERT INTO wp_terms VALUES (1, 'Ropa'); INSERT INTO wp_term_taxonomy VALUES (5, 1, 'product_cat'); INSERT INTO wp_term_relationships VALUES (100, 5);
  INSERT INTO wp_wc_orders VALUES
    (10, 'wc-completed', 'EUR', 'shop_order', 0, 98, 7, 'Eva@x.example', '2026-01-10 23:30', '2026-01-10 23:31', 0, 'stripe', 'Tarjeta'),
    (11, 'wc-processing', 'EUR', 'shop_order', 0, 20, 0, 'Guest@x.example', '2026-01-11 10:00', '2026-01-11 10:00', 0, 'cod', 'Contra entrega'),
    (12, 'wc-cancelled', 'EUR', 'shop_order', 0, 20, 7, 'eva@x.example', '2026-01-12 10:00', '2026-01-12 10:00', 0, 'cod', ''),
    (13, 'wc-checkout-draft', 'EUR', 'shop_order', 0, 20, 0, '', '2026-01-12 10:00', '2026-01-12 10:00', 0, '', ''),
    (20, 'wc-completed', 'EUR', 'shop_order_refund', 0, -45, 0, '', '2026-01-17 09:00', '2026-01-17 09:00', 10, '', '');
  INSERT INTO wp_wc_order_addresses (order_id, address_type, first_name, last_name, city, state, country, phone) VALUES
    (10, 'billing', 'Eva', 'Sol', 'Madrid', 'M', 'ES', '600'), (10, 'shipping', 'Eva', 'Sol', 'Sevilla', 'SE', 'ES', ''), (11, 'billing', 'Leo', 'Mar', 'Lisboa', '', 'PT', '');
  INSERT INTO wp_wc_order_operational_data (order_id, shipping_total_amount) VALUES (10, 5), (11, 0);
  INSERT INTO wp_woocommerce_order_items VALUES (1, 'Camisa', 'line_item', 10), (2, 'Envoltura', 'fee', 10), (3, 'Gorra', 'line_item', 11), (4, 'Gorra', 'line_item', 12),
    (5, 'Gorra', 'line_item', 13), (6, 'Camisa', 'line_item', 20), (7, 'Envío', 'shipping', 10);
  INSERT INTO wp_woocommerce_order_itemmeta (order_item_id, meta_key, meta_value) VALUES
    (1, '_product_id', '100'), (1, '_variation_id', '0'), (1, '_qty', '2'), (1, '_line_subtotal', '100'), (1, '_line_total', '90'), (1, '_line_tax', '0'),
    (2, '_line_total', '3'), (2, '_line_tax', '0'), (3, '_product_id', '101'), (3, '_qty', '1'), (3, '_line_subtotal', '20'), (3, '_line_total', '20'),
    (4, '_product_id', '101'), (4, '_qty', '1'), (4, '_line_subtotal', '20'), (4, '_line_total', '20'),
    (6, '_product_id', '100'), (6, '_variation_id', '0'), (6, '_qty', '-1'), (6, '_line_subtotal', '-50'), (6, '_line_total', '-45');`

/** Medusa 2: order o1 has 3 of 20 less 6, of which 10 were paid back later; o2 is a draft; o3 was cancelled. Net: 54 − 10 = 44. */
export const medusa = `
  CREATE TABLE order_address (id text PRIMARY KEY, country_code text, province text, city text);
  CREATE TABLE customer (id text PRIMARY KEY, email text, first_name text, last_name text, phone text, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, deleted_at timestamptz);
  CREATE TABLE "order" (id text PRIMARY KEY, display_id int, status text, version int, currency_code text, email text, customer_id text, shipping_address_id text,
    is_draft_order boolean DEFAULT false, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, deleted_at timestamptz, canceled_at timestamptz);
  CREATE TABLE order_item (id text PRIMARY KEY, order_id text, version int, item_id text, quantity numeric, unit_price numeric, updated_at timestamptz NOT NULL, deleted_at timestamptz);
  CREATE TABLE order_line_item (id text PRIMARY KEY, title text, product_id text, product_title text, product_type text, product_collection text, variant_id text, variant_sku text, unit_price numeric);
  CREATE TABLE order_line_item_adjustment (id text PRIMARY KEY, item_id text, amount numeric, deleted_at timestamptz);
  CREATE TABLE order_transaction (id text PRIMARY KEY, order_id text, amount numeric, reference text, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, deleted_at timestamptz);
  INSERT INTO order_address VALUES ('a1', 'es', 'Granada', 'Motril');
  INSERT INTO customer VALUES ('c1', 'Sol@x.example', 'Sol', 'Paz', NULL, '2025-12-01', '2025-12-01', NULL);
  INSERT INTO "order" VALUES ('o1', 1, 'completed', 2, 'eur', 'sol@x.example', 'c1', 'a1', false, '2026-02-01 10:00+00', '2026-02-01', NULL, NULL),
    ('o2', 2, 'draft', 1, 'eur', 'sol@x.example', 'c1', NULL, true, '2026-02-02', '2026-02-02', NULL, NULL),
    ('o3', 3, 'canceled', 1, 'eur', 'sol@x.example', 'c1', NULL, false, '2026-02-03', '2026-02-03', NULL, '2026-02-03');
  INSERT INTO order_line_item VALUES ('l1', 'M / Azul', 'p1', 'Polera', 'Ropa', NULL, 'v1', 'POL-M', 20), ('l2', 'Única', 'p2', 'Bufanda', NULL, NULL, 'v2', NULL, 9);
  INSERT INTO order_item VALUES ('i0', 'o1', 1, 'l1', 1, 20, '2026-02-01', NULL), ('i1', 'o1', 2, 'l1', 3, 20, '2026-02-01', NULL), ('i2', 'o2', 1, 'l2', 1, 9, '2026-02-02', NULL), ('i3', 'o3', 1, 'l2', 1, 9, '2026-02-03', NULL);
  INSERT INTO order_line_item_adjustment VALUES ('j1', 'l1', 6, NULL);
  INSERT INTO order_transaction VALUES ('t1', 'o1', 54, 'capture', '2026-02-01', '2026-02-01', NULL), ('t2', 'o1', -10, 'refund', '2026-02-09', '2026-02-09', NULL);`

/**
 * Medusa 1, in cents: o1 has 2 of 12.10 with 21% tax in it less 2.42 of a discount, 18 net, and a gift card of 50; 12.10 were paid back, 10 net, and
 * later 20 more, of which 8 are goods and the rest shipping. o2 is in yen: 1 of 500 without tax. o3 was cancelled. The cart is no order.
 */
export const medusa1 = `
  CREATE TYPE order_status_enum AS ENUM ('pending', 'completed', 'archived', 'canceled', 'requires_action');
  CREATE TYPE order_payment_status_enum AS ENUM ('not_paid', 'awaiting', 'captured', 'partially_refunded', 'refunded', 'canceled', 'requires_action');
  CREATE TABLE address (id varchar PRIMARY KEY, country_code varchar, province varchar, city varchar);
  CREATE TABLE customer (id varchar PRIMARY KEY, email varchar NOT NULL, first_name varchar, last_name varchar, phone varchar, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, deleted_at timestamptz);
  CREATE TABLE "order" (id varchar PRIMARY KEY, display_id serial, status order_status_enum NOT NULL DEFAULT 'pending', payment_status order_payment_status_enum NOT NULL DEFAULT 'not_paid',
    customer_id varchar NOT NULL, email varchar NOT NULL, shipping_address_id varchar, currency_code varchar NOT NULL, tax_rate real, canceled_at timestamptz,
    created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
  CREATE TABLE product_type (id varchar PRIMARY KEY, value varchar); CREATE TABLE product (id varchar PRIMARY KEY, title varchar, type_id varchar, collection_id varchar, deleted_at timestamptz);
  CREATE TABLE product_variant (id varchar PRIMARY KEY, title varchar, product_id varchar, sku varchar, inventory_quantity int, deleted_at timestamptz);
  CREATE TABLE line_item (id varchar PRIMARY KEY, cart_id varchar, order_id varchar, title varchar NOT NULL, is_giftcard boolean NOT NULL DEFAULT false, unit_price int NOT NULL, variant_id varchar,
    quantity int NOT NULL, returned_quantity int, includes_tax boolean NOT NULL DEFAULT false, updated_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE line_item_adjustment (id varchar PRIMARY KEY, item_id varchar, amount numeric); CREATE TABLE line_item_tax_line (id varchar PRIMARY KEY, item_id varchar, rate real, name varchar);
  CREATE TABLE shipping_method (id varchar PRIMARY KEY, order_id varchar, price int);
  CREATE TABLE refund (id varchar PRIMARY KEY, order_id varchar, amount int NOT NULL, reason varchar, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
  INSERT INTO address VALUES ('a1', 'es', 'Bizkaia', 'Bilbao'); INSERT INTO customer VALUES ('c1', 'Noa@x.example', 'Noa', 'Gil', NULL, '2025-12-01', '2025-12-01', NULL);
  INSERT INTO product_type VALUES ('t1', 'Ropa'); INSERT INTO product VALUES ('p1', 'Polera', 't1', NULL, NULL);
  INSERT INTO product_variant VALUES ('v1', 'M', 'p1', 'POL-M', 7, NULL);
  INSERT INTO "order" (id, status, payment_status, customer_id, email, shipping_address_id, currency_code, created_at, updated_at, canceled_at) VALUES
    ('o1', 'completed', 'partially_refunded', 'c1', 'noa@x.example', 'a1', 'eur', '2026-02-01 10:00+00', '2026-02-01', NULL),
    ('o2', 'archived', 'captured', 'c1', 'noa@x.example', NULL, 'jpy', '2026-02-02', '2026-02-02', NULL),
    ('o3', 'canceled', 'canceled', 'c1', 'noa@x.example', NULL, 'eur', '2026-02-03', '2026-02-03', '2026-02-03');
  INSERT INTO line_item (id, cart_id, order_id, title, is_giftcard, unit_price, variant_id, quantity, includes_tax) VALUES ('l1', 'k1', 'o1', 'Polera', false, 1210, 'v1', 2, true),
    ('l2', 'k1', 'o1', 'Tarjeta', true, 5000, NULL, 1, false), ('l3', 'k2', 'o2', 'Postal', false, 500, NULL, 1, false), ('l4', 'k3', 'o3', 'Polera', false, 1210, 'v1', 1, true), ('l5', 'k4', NULL, 'Polera', false, 1210, 'v1', 9, true);
  INSERT INTO line_item_adjustment VALUES ('j1', 'l1', 242); INSERT INTO line_item_tax_line VALUES ('x1', 'l1', 21, 'IVA'), ('x4', 'l4', 21, 'IVA');
  INSERT INTO shipping_method VALUES ('s1', 'o1', 499);
  INSERT INTO refund VALUES ('r1', 'o1', 1210, 'return', '2026-02-08', '2026-02-08'), ('r2', 'o1', 2000, 'other', '2026-02-09', '2026-02-09');`

/** Vendure: order T1 has 2 of 12.10 with 21% tax in it less 2.42 of promotion: 18 net, of which 6.05 were paid back, 5 net; the cart is no order. */
export const vendure = `
  CREATE TABLE customer (id serial PRIMARY KEY, "firstName" text, "lastName" text, "emailAddress" text, "phoneNumber" text, "createdAt" timestamp(6) NOT NULL DEFAULT now(), "updatedAt" timestamp(6) NOT NULL DEFAULT now(), "deletedAt" timestamp);
  CREATE TABLE "order" (id serial PRIMARY KEY, code text, state text, active boolean, "orderPlacedAt" timestamp, "currencyCode" text, "customerId" int, shipping int, "shippingAddress" text, "createdAt" timestamp(6) NOT NULL DEFAULT now(), "updatedAt" timestamp(6) NOT NULL DEFAULT now());
  CREATE TABLE product_variant (id serial PRIMARY KEY, sku text, "productId" int);
  CREATE TABLE product_variant_translation (id serial PRIMARY KEY, name text, "languageCode" text, "baseId" int);
  CREATE TABLE order_line (id serial PRIMARY KEY, "orderId" int, "productVariantId" int, quantity int, "listPrice" int, "listPriceIncludesTax" boolean, adjustments text, "taxLines" text, "createdAt" timestamp(6) NOT NULL DEFAULT now(), "updatedAt" timestamp(6) NOT NULL DEFAULT now());
  CREATE TABLE payment (id serial PRIMARY KEY, "orderId" int, method text);
  CREATE TABLE refund (id serial PRIMARY KEY, "paymentId" int, total int, state text, "createdAt" timestamp(6) NOT NULL, "updatedAt" timestamp(6) NOT NULL DEFAULT now());
  INSERT INTO customer ("firstName", "lastName", "emailAddress") VALUES ('Noa', 'Gil', 'Noa@x.example');
  INSERT INTO product_variant (sku, "productId") VALUES ('TE-1', 1); INSERT INTO product_variant_translation (name, "languageCode", "baseId") VALUES ('Té verde', 'es', 1);
  INSERT INTO "order" (code, state, active, "orderPlacedAt", "currencyCode", "customerId", shipping, "shippingAddress") VALUES
    ('T1', 'Delivered', false, '2026-03-01 12:00', 'EUR', 1, 499, '{"countryCode":"es","city":"Bilbao","province":"Bizkaia"}'), ('CART', 'AddingItems', true, NULL, 'EUR', 1, 0, '{}');
  INSERT INTO order_line ("orderId", "productVariantId", quantity, "listPrice", "listPriceIncludesTax", adjustments, "taxLines") VALUES
    (1, 1, 2, 1210, true, '[{"type":"PROMOTION","amount":-242}]', '[{"taxRate":21}]'), (2, 1, 1, 1210, true, '[]', '[{"taxRate":21}]');
  INSERT INTO payment ("orderId", method) VALUES (1, 'card'); INSERT INTO refund ("paymentId", total, state, "createdAt") VALUES (1, 605, 'Settled', '2026-03-05');`
