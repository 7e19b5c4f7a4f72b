from pointdesk.vendor.models import Vendor


def vendor() -> Vendor:
    """The vendor, for pages that show who it is; the defaults (a row not saved) where none was set up. One query."""
    return Vendor.objects.filter(id=1).first() or Vendor()
