from pointdesk.audit.queries.history import Line, history

__all__ = ["Line", "history"]
