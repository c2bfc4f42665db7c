"""Pages to SOPs: layout, header block, activity table, flow, values. Pure: arrays and boxes in, models out."""
