from pointdesk.reports.queries.price_steps import StepRow, points_said, steps_of
from pointdesk.reports.queries.statement import StatementRow, lot_name, rows_of
from pointdesk.reports.queries.wallet import LotRow, WalletReport, statement_table, wallet_report

__all__ = [
    "LotRow",
    "StatementRow",
    "StepRow",
    "WalletReport",
    "lot_name",
    "points_said",
    "rows_of",
    "statement_table",
    "steps_of",
    "wallet_report",
]
