from pointdesk.base.models.cache import CacheEntry

__all__ = ["CacheEntry"]
