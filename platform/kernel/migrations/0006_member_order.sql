-- Lists of people are in the order of their names whatever the case: a capital letter does not come before all small ones.
CREATE INDEX member_order_index ON kernel.member (tenant_id, lower(name), user_id);
DROP INDEX kernel.member_name_index;
