from pointdesk.accounts.rules.identity import actor_id

__all__ = ["actor_id"]
