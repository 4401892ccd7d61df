/**
 * The tables of one workspace's warehouse. Facts are what happened, as validated; every fact that is pointed at
 * has an integer key, given once when its id is first seen and never changed, so that marts join integers only.
 * Statements run in order, each version once; a version that has been released is never edited.
 */
export type Migration = { version: number; statements: string[] }

const customers = `
  customer_key INTEGER NOT NULL, customer_id VARCHAR NOT NULL, name VARCHAR, email VARCHAR, phone VARCHAR,
  country VARCHAR, region VARCHAR, city VARCHAR, age SMALLINT, gender VARCHAR, registration_date DATE,
  archived_at TIMESTAMP, edited_fields VARCHAR[], import_id VARCHAR`

const products = `
  product_key INTEGER NOT NULL, product_id VARCHAR NOT NULL, product_name VARCHAR, category VARCHAR,
  subcategory VARCHAR, brand VARCHAR, base_price DECIMAL(18,4), cost_price DECIMAL(18,4),
  stock_quantity DECIMAL(18,3), supplier_country VARCHAR, weight DOUBLE, rating DOUBLE, reviews_count INTEGER,
  launch_date DATE, target_gender VARCHAR, season VARCHAR, images VARCHAR[], description VARCHAR,
  archived_at TIMESTAMP, edited_fields VARCHAR[], import_id VARCHAR`

const orders = `
  order_key INTEGER NOT NULL, order_id VARCHAR NOT NULL, customer_key INTEGER NOT NULL, ordered_at TIMESTAMP NOT NULL,
  day DATE NOT NULL, status VARCHAR NOT NULL, state VARCHAR NOT NULL, currency VARCHAR NOT NULL,
  exchange_rate DOUBLE NOT NULL, country VARCHAR, region VARCHAR, city VARCHAR, payment_method VARCHAR,
  device_type VARCHAR, traffic_source VARCHAR, shipping_cost DECIMAL(18,4), delivery_time SMALLINT, import_id VARCHAR`

const orderLines = `
  order_key INTEGER NOT NULL, line_no INTEGER NOT NULL, transaction_id VARCHAR, product_key INTEGER NOT NULL,
  kind VARCHAR NOT NULL, quantity DECIMAL(18,3) NOT NULL, unit_price DECIMAL(18,4) NOT NULL,
  discount DECIMAL(18,4) NOT NULL, tax DECIMAL(18,4), cost_price DECIMAL(18,4), line_at TIMESTAMP, line_day DATE,
  import_id VARCHAR`

export const migrations: Migration[] = [
  {
    version: 1,
    statements: [
      'CREATE SCHEMA facts',
      'CREATE SCHEMA marts',
      `CREATE TABLE facts.customers (${customers})`,
      `CREATE TABLE facts.products (${products})`,
      `CREATE TABLE facts.orders (${orders})`,
      `CREATE TABLE facts.order_lines (${orderLines})`,
      `CREATE TABLE facts.visits (
        day DATE NOT NULL, source VARCHAR, device VARCHAR, country VARCHAR, visits BIGINT NOT NULL,
        views BIGINT, carts BIGINT, checkouts BIGINT, import_id VARCHAR)`,
      `CREATE TABLE facts.reviews (
        review_id VARCHAR NOT NULL, product_key INTEGER NOT NULL, customer_key INTEGER NOT NULL, rating DOUBLE,
        text VARCHAR, written_at TIMESTAMP, import_id VARCHAR)`,
      `CREATE TABLE facts.stock_levels (
        product_key INTEGER NOT NULL, day DATE NOT NULL, on_hand DECIMAL(18,3) NOT NULL, on_order DECIMAL(18,3),
        lead_time_days SMALLINT, import_id VARCHAR)`,
      // the rate turns one unit of the currency into the workspace's own, from that day on
      'CREATE TABLE facts.exchange_rates (currency VARCHAR NOT NULL, day DATE NOT NULL, rate DOUBLE NOT NULL)',
      `CREATE TABLE facts.imports (
        import_id VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL, file_name VARCHAR, file_hash VARCHAR,
        kind VARCHAR NOT NULL, verdict VARCHAR NOT NULL, undone_at TIMESTAMP, sequence INTEGER NOT NULL)`,
      // what an import replaced, kept so that it can be undone: each table's columns, and the import that replaced them
      `CREATE TABLE facts.replaced_customers (${customers}, replaced_by VARCHAR)`,
      `CREATE TABLE facts.replaced_products (${products}, replaced_by VARCHAR)`,
      `CREATE TABLE facts.replaced_orders (${orders}, replaced_by VARCHAR)`,
      `CREATE TABLE facts.replaced_order_lines (${orderLines}, replaced_by VARCHAR)`,
      // intents of the operational store that this file has carried out: read at start-up to reconcile the two
      'CREATE TABLE facts.applied_intents (intent_id VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)',
      'CREATE TABLE facts.area_versions (area VARCHAR NOT NULL, version BIGINT NOT NULL)',
      `INSERT INTO facts.area_versions VALUES ('sales', 0), ('catalogue', 0), ('customers', 0), ('predictions', 0)`,
    ],
  },
  {
    version: 2,
    statements: [
      // each edit by hand with the record before it (null where there was none), so that it can be undone
      `CREATE TABLE facts.edits (
        edit_id VARCHAR NOT NULL, sequence INTEGER NOT NULL, entity VARCHAR NOT NULL, record_id VARCHAR NOT NULL,
        edited_at TIMESTAMP NOT NULL, before VARCHAR, undone_at TIMESTAMP)`,
    ],
  },
  {
    version: 3,
    statements: [
      'CREATE SCHEMA predictions',
      // one row a customer, of the run that is served; replaced whole by the next run
      `CREATE TABLE predictions.customer_clusters (
        customer_key INTEGER NOT NULL, cluster_id SMALLINT NOT NULL, segment VARCHAR NOT NULL, x DOUBLE NOT NULL,
        y DOUBLE NOT NULL)`,
      `CREATE TABLE predictions.customer_value (
        customer_key INTEGER NOT NULL, alive DOUBLE NOT NULL,
        orders_90 DOUBLE NOT NULL, orders_90_low DOUBLE NOT NULL, orders_90_high DOUBLE NOT NULL,
        value_90 DOUBLE NOT NULL, value_90_low DOUBLE NOT NULL, value_90_high DOUBLE NOT NULL,
        orders_365 DOUBLE NOT NULL, orders_365_low DOUBLE NOT NULL, orders_365_high DOUBLE NOT NULL,
        value_365 DOUBLE NOT NULL, value_365_low DOUBLE NOT NULL, value_365_high DOUBLE NOT NULL,
        usual_gap_days DOUBLE, due_day DATE, overdue_days INTEGER, next_day DATE, next_day_low DATE, next_day_high DATE)`,
      `CREATE TABLE predictions.customer_churn (
        customer_key INTEGER NOT NULL, probability DOUBLE NOT NULL, reasons VARCHAR[] NOT NULL)`,
      // which run each table holds: name of the model, id of the run, the day it was made as of
      'CREATE TABLE predictions.served (model VARCHAR NOT NULL, run_id VARCHAR NOT NULL, as_of DATE NOT NULL, summary VARCHAR NOT NULL)',
      // what was said of each customer when it was issued, kept until it has been scored
      `CREATE TABLE predictions.issued_customers (
        run_id VARCHAR NOT NULL, model VARCHAR NOT NULL, as_of DATE NOT NULL, due_day DATE NOT NULL,
        customer_key INTEGER NOT NULL, predicted DOUBLE NOT NULL, naive DOUBLE NOT NULL)`,
    ],
  },
  {
    version: 4,
    statements: [
      // what an import replaced of the facts that have no orders
      'CREATE TABLE facts.replaced_visits AS SELECT *, import_id AS replaced_by FROM facts.visits WHERE false',
      'CREATE TABLE facts.replaced_reviews AS SELECT *, import_id AS replaced_by FROM facts.reviews WHERE false',
      'CREATE TABLE facts.replaced_stock_levels AS SELECT *, import_id AS replaced_by FROM facts.stock_levels WHERE false',
    ],
  },
  {
    version: 5,
    statements: [
      // which source that stays connected an import came from, and how far each source has been read
      'ALTER TABLE facts.imports ADD COLUMN source_id VARCHAR',
      'CREATE TABLE facts.source_states (source_id VARCHAR NOT NULL, state VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)',
    ],
  },
  {
    version: 6,
    statements: [
      // the days to come of the run that is served, and those of each run that was issued, to be held against what came
      `CREATE TABLE predictions.sales_forecast (
        metric VARCHAR NOT NULL, day DATE NOT NULL, value DOUBLE NOT NULL, lower_80 DOUBLE NOT NULL,
        upper_80 DOUBLE NOT NULL, lower_95 DOUBLE NOT NULL, upper_95 DOUBLE NOT NULL, naive DOUBLE NOT NULL)`,
      `CREATE TABLE predictions.issued_days (
        run_id VARCHAR NOT NULL, as_of DATE NOT NULL, metric VARCHAR NOT NULL, day DATE NOT NULL, value DOUBLE NOT NULL,
        lower_80 DOUBLE NOT NULL, upper_80 DOUBLE NOT NULL, lower_95 DOUBLE NOT NULL, upper_95 DOUBLE NOT NULL,
        naive DOUBLE NOT NULL)`,
    ],
  },
  {
    version: 7,
    statements: [
      // odd days of the shop and its parts, and odd orders; order_key is 0 for a day. rank is the share of days of the same
      // series, or of orders, that are at least as odd
      `CREATE TABLE predictions.anomalies (
        day DATE NOT NULL, entity VARCHAR NOT NULL, id VARCHAR, order_key INTEGER NOT NULL, method VARCHAR NOT NULL,
        metric VARCHAR NOT NULL, direction VARCHAR NOT NULL, score DOUBLE NOT NULL, rank DOUBLE NOT NULL,
        severity VARCHAR NOT NULL, expected DOUBLE NOT NULL, expected_low DOUBLE NOT NULL, expected_high DOUBLE NOT NULL,
        actual DOUBLE NOT NULL, explanation VARCHAR NOT NULL)`,
      // demand of each product over so many days ahead: the mean and four quantiles
      `CREATE TABLE predictions.product_demand (
        product_key INTEGER NOT NULL, demand_class VARCHAR NOT NULL, method VARCHAR NOT NULL, average_interval DOUBLE NOT NULL,
        variation DOUBLE NOT NULL, known_days INTEGER NOT NULL,
        ${[7, 14, 30, 60, 90, 120, 150, 180]
          .flatMap((days) =>
            ['expected', 'q20', 'q50', 'q80', 'q95'].map((of) => `${of}_${days} DOUBLE NOT NULL`),
          )
          .join(', ')}, naive_30 DOUBLE NOT NULL, naive_60 DOUBLE NOT NULL, naive_90 DOUBLE NOT NULL)`,
      `CREATE TABLE predictions.issued_products (
        run_id VARCHAR NOT NULL, as_of DATE NOT NULL, product_key INTEGER NOT NULL, demand_class VARCHAR NOT NULL,
        expected_30 DOUBLE NOT NULL, expected_60 DOUBLE NOT NULL, expected_90 DOUBLE NOT NULL, q80_30 DOUBLE NOT NULL,
        q80_60 DOUBLE NOT NULL, q80_90 DOUBLE NOT NULL, naive_30 DOUBLE NOT NULL, naive_60 DOUBLE NOT NULL,
        naive_90 DOUBLE NOT NULL)`,
    ],
  },
  {
    version: 8,
    statements: [
      // what a source found just as it was and has taken over: the row as that import brought it
      'CREATE TABLE facts.adopted (source_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, key INTEGER NOT NULL, import_id VARCHAR NOT NULL)',
    ],
  },
]
