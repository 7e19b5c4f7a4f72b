from pointdesk.vendor.rules.policies import Policies

__all__ = ["Policies"]
