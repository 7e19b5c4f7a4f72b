"""Who signs in to the example vendor's Pointdesk. The password is no secret: it listens on this machine only."""

from dataclasses import dataclass

from pointdesk.demo.firms import KAPPA, NISOS
from pointdesk.kit.actors import Role

PASSWORD = "pointdesk-demo"  # noqa: S105 -- printed at every start


@dataclass(frozen=True)
class Login:
    """Someone who can sign in, and what for. `roles` are those of staff."""

    name: str
    email: str
    what: str
    roles: tuple[Role, ...] = ()


ANNA = Login(NISOS.owner, NISOS.email, f"owner at {NISOS.name}")
BRUNO = Login("Bruno Rossi", f"bruno@{NISOS.host}", "her colleague, who may not spend points")
CARLA = Login(KAPPA.owner, KAPPA.email, f"owner at {KAPPA.name}, reads Greek, short of points")
DORA = Login("Dora Kanellou", "dora@altermarket.example", "agent", (Role.AGENT,))
EMIL = Login("Emil Stavrou", "emil@altermarket.example", "manager", (Role.MANAGER,))
IRIS = Login("Iris Thomaidi", "iris@altermarket.example", "administrator", (Role.ADMINISTRATOR,))

LOGINS = (ANNA, BRUNO, CARLA, DORA, EMIL, IRIS)
