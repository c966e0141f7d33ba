-- Who a visitor is in the company's own system: one visitor for each customer.
ALTER TABLE visitor ADD COLUMN customer_id text;
CREATE UNIQUE INDEX visitor_workspace_id_customer_id_key ON visitor (workspace_id, customer_id);
