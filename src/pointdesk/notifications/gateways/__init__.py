from pointdesk.notifications.gateways.mail import message_of

__all__ = ["message_of"]
