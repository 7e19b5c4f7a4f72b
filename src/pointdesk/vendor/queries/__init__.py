from pointdesk.vendor.queries.policies import policies

__all__ = ["policies"]
