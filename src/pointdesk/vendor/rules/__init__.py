from pointdesk.vendor.rules.code import code_of
from pointdesk.vendor.rules.identity import checked_identity
from pointdesk.vendor.rules.policies import BOUNDS, Policies, checked_policies

__all__ = ["BOUNDS", "Policies", "checked_identity", "checked_policies", "code_of"]
