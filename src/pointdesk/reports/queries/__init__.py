from pointdesk.reports.queries.statement import StatementRow, lot_name, rows_of
from pointdesk.reports.queries.wallet import LotRow, WalletReport, statement_table, wallet_report

__all__ = ["LotRow", "StatementRow", "WalletReport", "lot_name", "rows_of", "statement_table", "wallet_report"]
