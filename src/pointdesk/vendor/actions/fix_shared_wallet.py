from pointdesk.base.database import writing
from pointdesk.vendor.actions._row import locked_vendor
from pointdesk.vendor.models import Vendor


def fix_shared_wallet() -> bool:
    """The first wallet opens: from now on P1 cannot be changed. Returns whether product lines share a wallet.

    Part of opening a wallet, not an act of a person: it asks for no permission and stands in no journal. Whoever is
    changing P1 at this moment is waited for, so that no wallet opens under the other choice.
    """
    fixed = Vendor.objects.filter(id=1, shared_wallet_fixed=True).first()
    if fixed:
        return fixed.shared_wallet
    with writing():
        vendor = locked_vendor()
        vendor.shared_wallet_fixed = True
        vendor.save(update_fields=["shared_wallet_fixed"])
        return vendor.shared_wallet
