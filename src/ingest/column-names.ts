import type { ImportField } from '../contracts/import-fields.ts'

/** A column's name as it is compared: lower case, without accents, words joined by one underscore. */
export function normalName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/n[°º]|#/g, ' number ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
}

const cents = /_(?:in_|en_)?(?:cents?|centavos?|centimos?|pence)$/

/** Whether a column's own name says that its amounts are hundredths. */
export function inCents(name: string): boolean {
  return cents.test(normalName(name))
}

/** A normal name without what it says of its unit. */
export function withoutCents(name: string): string {
  return name.replace(cents, '')
}

/** Names under which each column is known, in English and Spanish, the surest first; compared as normal names. */
export const columnNames: Record<ImportField, string> = {
  order_id:
    'order_id invoice_no invoice_number invoice order_number order_no order order_name order_ref order_reference invoice_id basket_id receipt_id receipt receipt_number ticket_id ticket sale_id bill_no bill_number number_order purchase_id id_pedido pedido_id pedido numero_pedido numero_de_pedido nro_pedido num_pedido id_venta venta_id numero_venta nro_venta factura numero_factura numero_de_factura nro_factura id_factura boleta numero_boleta nro_boleta id_orden orden_id orden numero_orden numero_de_orden nro_orden comprobante nro_comprobante number_pedido number_factura pedido_number order_key document_number',
  ordered_at:
    'ordered_at order_date invoice_date date created_at order_created_at purchase_date transaction_date order_datetime sale_date sold_at datetime timestamp transaction_timestamp date_created date_created_gmt paid_at order_time_stamp placed_at fecha fecha_pedido fecha_de_pedido fecha_venta fecha_de_venta fecha_compra fecha_de_compra fecha_orden fecha_de_la_orden fecha_factura fecha_emision fecha_hora fecha_creacion fecha_y_hora creado_el service_date fecha_servicio fecha_de_servicio processed_at order_purchase_timestamp day dia created line_at',
  order_time: 'order_time time hora hora_venta hora_pedido hour_of_day',
  status:
    'status order_status state estado estado_pedido estado_del_pedido estado_venta estado_orden situacion fulfillment_status delivery_status',
  payment_status: 'payment_status financial_status estado_pago estado_de_pago estado_del_pago',
  cancelled_at:
    'cancelled_at canceled_at cancelled canceled cancelado anulado anulada fecha_cancelacion fecha_anulacion',
  currency: 'currency currency_code order_currency moneda divisa codigo_moneda tipo_moneda',
  exchange_rate:
    'exchange_rate rate fx_rate tipo_de_cambio tipo_cambio tasa_de_cambio tasa_cambio cotizacion',
  country:
    'country country_code ship_country shipping_country order_country country_name billing_country ship_to_country pais pais_envio pais_de_envio pais_entrega',
  region:
    'region state_province province shipping_province shipping_region ship_state shipping_state departamento_envio provincia estado_envio comuna department_name shipping_state_name territory state estado',
  city: 'city town shipping_city ship_city billing_city ciudad ciudad_envio localidad municipio poblacion',
  payment_method:
    'payment_method payment payment_type payment_method_title pay_method gateway forma_de_pago forma_pago metodo_de_pago metodo_pago medio_de_pago medio_pago tipo_pago tipo_de_pago',
  device_type: 'device_type device device_category dispositivo tipo_dispositivo tipo_de_dispositivo',
  traffic_source:
    'traffic_source source utm_source channel sales_channel source_name referrer attribution origin fuente canal canal_de_venta canal_venta origen fuente_trafico fuente_de_trafico',
  shipping_cost:
    'shipping_cost shipping shipping_amount shipping_total freight freight_value shipping_price delivery_cost order_shipping costo_envio costo_de_envio gastos_envio gastos_de_envio envio flete costo_flete',
  delivery_time:
    'delivery_time delivery_days delivery_time_days days_to_deliver shipping_days tiempo_entrega tiempo_de_entrega dias_entrega dias_de_entrega',
  order_total:
    'order_total total grand_total total_amount order_amount total_price total_paid payment_value order_value total_sales total_spent_order net_sales monto_total importe_total total_pedido total_venta total_orden total_factura monto importe valor_total total_pagado amount_paid dollar_value',
  order_subtotal: 'order_subtotal subtotal sub_total subtotal_price items_total base_imponible neto',
  order_discount:
    'order_discount total_discount total_discounts cart_discount discount_total order_discount_amount descuento_total descuento_pedido total_descuento',
  order_tax:
    'order_tax taxes total_tax order_tax_amount tax_total impuestos total_impuestos iva_total total_iva',
  refunded_amount:
    'refunded_amount refund_amount amount_refunded total_refunded refund_total monto_reembolsado monto_devuelto importe_reembolsado reembolso',
  test_order: 'test test_order is_test prueba es_prueba',
  transaction_id:
    'transaction_id line_id line_item_id order_item_id order_line_id item_line_id row_id detail_id detalle_id id_detalle id_linea linea_id id_transaccion transaccion_id id_detalle_venta',
  quantity:
    'quantity qty quantity_sold units units_sold item_quantity lineitem_quantity line_quantity qty_ordered quantity_ordered items_sold order_qty number_of_items number_of_cds pieces cantidad cant unidades cantidad_vendida unidades_vendidas ctd piezas num_items',
  unit_price:
    'unit_price price unitprice item_price sale_price selling_price lineitem_price item_cost price_each unit_cost_price_sold price_per_unit unit_amount product_price precio precio_unitario precio_unit precio_venta precio_de_venta p_unitario punitario valor_unitario preciounitario price_unit price_paid precio_pagado',
  line_total:
    'line_total sales_value amount sales line_amount item_total extended_price line_subtotal total_line revenue sales_amount row_total net_amount subtotal_linea total_linea importe_linea monto_linea valor ventas ingreso',
  line_subtotal: 'item_subtotal line_total_before_discount subtotal_before_discount',
  discount:
    'discount discount_amount line_discount discount_applied item_discount lineitem_discount discount_value retail_disc descuento monto_descuento importe_descuento dcto desc_monto rebaja',
  discount_percent:
    'discount_percent discount_pct discount_percentage discount_rate percent_discount porcentaje_descuento descuento_porcentaje descuento_pct pct_descuento',
  tax: 'tax line_tax item_tax tax_amount vat vat_amount impuesto iva monto_iva importe_iva igv',
  kind: 'kind line_kind line_type',
  refunded_quantity:
    'refunded_quantity item_refunded_qty quantity_refunded qty_refunded returned_quantity cantidad_devuelta unidades_devueltas',
  line_refund: 'line_refund item_refunded item_refund_amount monto_devuelto_linea',
  customer_id:
    'customer_id customerid client_id cliente_id id_cliente customer user_id userid household_id member_id buyer_id account_id customer_number customer_no customer_code customer_unique_id shopper_id codigo_cliente cod_cliente cliente usuario_id id_usuario usuario client rut nit nit_cliente rut_cliente dni cedula documento_cliente',
  customer_name:
    'customer_name full_name client_name buyer_name customer_full_name billing_name shipping_name nombre_cliente nombre_del_cliente nombre_completo razon_social nombre_usuario cliente_nombre',
  first_name:
    'first_name given_name firstname billing_first_name customer_first_name nombres primer_nombre nombre_de_pila',
  last_name: 'last_name family_name surname lastname billing_last_name customer_last_name apellido apellidos',
  email:
    'email e_mail email_address customer_email mail billing_email buyer_email user_email correo correo_electronico email_cliente correo_cliente',
  phone:
    'phone phone_number telephone mobile customer_phone billing_phone tel telefono celular movil numero_telefono telefono_cliente whatsapp fono',
  customer_country:
    'customer_country client_country pais_cliente pais_del_cliente default_address_country_code default_address_country',
  customer_region:
    'customer_region customer_state region_cliente default_address_province_code default_address_province',
  customer_city: 'customer_city ciudad_cliente ciudad_del_cliente default_address_city',
  age: 'age edad customer_age',
  gender: 'gender sex genero sexo customer_gender',
  registration_date:
    'registration_date registered_at signup_date sign_up_date customer_since date_registered date_joined join_date member_since fecha_registro fecha_de_registro fecha_alta fecha_de_alta cliente_desde',
  product_id:
    'product_id stock_code stockcode sku product_code item_id item_code item_number product_sku lineitem_sku product_number article_id article_number asin upc ean barcode variant_id codigo_producto cod_producto producto_id id_producto codigo_articulo id_articulo articulo codigo referencia item service_id id_servicio codigo_servicio part_number',
  product_name:
    'product_name product product_title item_name item_title lineitem_name description_product title service_name nombre_producto nombre_del_producto producto producto_nombre articulo_nombre nombre_articulo servicio nombre_servicio nombre_del_servicio product_s line_item_name detalle concepto',
  category:
    'category product_category department item_category category_name product_type categories department_name categoria categoria_producto rubro familia tipo_producto tipo_de_producto departamento linea service_type tipo_servicio tipo_de_servicio division_name',
  subcategory:
    'subcategory sub_category product_subcategory subcategory_name class_name subcategoria sub_categoria subrubro subfamilia product_subtype',
  brand: 'brand brand_name manufacturer vendor marca fabricante make',
  base_price:
    'base_price list_price regular_price retail_price msrp rrp catalog_price catalogue_price precio_base precio_lista precio_de_lista precio_regular compare_at_price pvp',
  cost_price:
    'cost_price cost unit_cost cost_per_item purchase_price cogs product_cost costo costo_unitario precio_costo precio_de_costo costo_compra precio_compra coste coste_unitario costo_producto',
  stock_quantity:
    'stock_quantity stock inventory inventory_quantity stock_qty quantity_in_stock total_stock variant_inventory_qty existencias existencia inventario stock_actual stock_total cantidad_stock stock_on_hand stockonhand',
  supplier_country:
    'supplier_country country_of_origin origin_country made_in pais_proveedor pais_origen pais_de_origen procedencia',
  weight: 'weight weight_kg peso peso_kg weight_lbs variant_grams',
  product_rating:
    'product_rating average_rating avg_rating rating_average calificacion_promedio valoracion_media puntuacion_media',
  reviews_count:
    'reviews_count review_count number_of_reviews rating_count num_reviews numero_resenas cantidad_resenas numero_de_resenas',
  launch_date:
    'launch_date released_at release_date published_at introduced_on fecha_lanzamiento fecha_de_lanzamiento',
  target_gender: 'target_gender genero_objetivo publico_objetivo genero_destino',
  season: 'season temporada estacion',
  images: 'images image image_url image_src imagen imagenes url_imagen',
  description:
    'description product_description long_description body_html short_description descripcion descripcion_producto item_description descripcion_articulo',
  day: 'day date dia fecha visit_date fecha_visita',
  source:
    'source traffic_source channel medium session_source utm_source fuente canal origen session_default_channel_group',
  device: 'device device_type device_category dispositivo',
  visits:
    'visits sessions visitors users total_users pageviews_sessions visitas sesiones visitantes usuarios active_users',
  views:
    'views pageviews page_views product_views items_viewed item_views vistas paginas_vistas screen_page_views',
  carts:
    'carts add_to_carts add_to_cart added_to_cart carritos agregados_al_carrito anadidos_al_carrito items_added_to_cart',
  checkouts:
    'checkouts checkout begin_checkout initiated_checkouts reached_checkout pagos_iniciados items_checked_out inicio_pago',
  review_id: 'review_id id_resena resena_id comment_id id_comentario opinion_id',
  rating:
    'rating stars score review_rating review_score overall calificacion puntuacion estrellas valoracion nota',
  text: 'text review review_text comment comments content body review_body review_comment_message message opinion comentario comentarios resena texto',
  written_at:
    'written_at review_date reviewed_at created_at date review_time review_creation_date fecha fecha_resena fecha_comentario fecha_opinion',
  on_hand:
    'on_hand stock quantity stock_quantity inventory available quantity_on_hand qty_on_hand existencias existencia inventario cantidad disponible stock_actual',
  on_order: 'on_order quantity_on_order incoming ordered en_pedido en_transito por_llegar pedido_en_curso',
  lead_time_days:
    'lead_time_days lead_time leadtime supplier_lead_time plazo_entrega plazo_de_entrega dias_reposicion tiempo_reposicion',
}
