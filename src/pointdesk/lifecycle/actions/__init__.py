from pointdesk.lifecycle.actions.merge_customers import merge_customers
from pointdesk.lifecycle.actions.transfer_licence import transfer_licence

__all__ = ["merge_customers", "transfer_licence"]
