"""An archive: find the inputs, read each in a worker that may die, write whole outputs, remember in a ledger."""
