"""The customers of the example vendor: all invented, with addresses under .example, which nobody can own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Firm:
    """A shop that runs X-Cart, with the person who bought it."""

    code: str
    name: str
    owner: str
    country: str = "GR"
    language: str = "el"
    vat_id: str = ""
    phone: str = ""

    @property
    def host(self) -> str:
        """Where its shop is."""
        return f"{self.code}.example"

    @property
    def email(self) -> str:
        """The owner's address."""
        return f"{_LATIN.get(self.owner, self.owner).split()[0].casefold()}@{self.host}"


_LATIN = {
    "Ελένη Μάρκου": "Eleni", "Γιώργος Αλεξίου": "Giorgos", "Μαρία Δήμου": "Maria", "Νίκος Ρήγας": "Nikos",
    "Σοφία Βλάχου": "Sofia", "Πέτρος Κανάκης": "Petros", "Κατερίνα Λέκκα": "Katerina", "Δημήτρης Σάββας": "Dimitris",
    "Χριστίνα Ζαχαρίου": "Christina", "Στέλιος Φωτίου": "Stelios", "Άννα Παππά": "Anna", "Θανάσης Μπέης": "Thanasis",
    "Ιωάννα Τσίρου": "Ioanna", "Μιχάλης Δελής": "Michalis", "Βασιλική Νάκου": "Vasiliki", "Κώστας Χατζής": "Kostas",
}  # fmt: skip

NISOS = Firm("nisos-ceramics", "Nisos Ceramics", "Anna Nikolaou", language="en", vat_id="EL099999011",
             phone="+30 210 999 0101")  # fmt: skip
KAPPA = Firm("kappa-bikes", "Kappa Bikes", "Carla Markou", vat_id="EL099999022", phone="+30 2310 99 0102")

IN_SCENES = {
    firm.code: firm
    for firm in (
        Firm("helios-lamps", "Helios Lamps", "Νίκος Ρήγας", phone="+30 210 999 0110"),
        Firm("argo-sails", "Argo Sails", "Peter Walsh", "GB", "en", phone="+44 20 7946 0111"),
        Firm("delphi-books", "Delphi Books", "Μαρία Δήμου", vat_id="EL099999033"),
        Firm("meltemi-kites", "Meltemi Kites", "Γιώργος Αλεξίου", phone="+30 22840 99 012"),
        Firm("thalassa-diving", "Thalassa Diving", "Σοφία Βλάχου", phone="+30 22410 99 013"),
        Firm("lykos-outdoor", "Lykos Outdoor", "Jonas Wolf", "DE", "en", vat_id="DE999999944"),
        Firm("olivea", "Olivea", "Πέτρος Κανάκης", phone="+30 27210 99 014"),
        Firm("olivea-export", "Olivea Export", "Πέτρος Κανάκης", phone="+30 27210 99 014"),
        Firm("hestia-home", "Hestia Home", "Κατερίνα Λέκκα", phone="+30 210 999 0115"),
        Firm("hestia-outlet", "Hestia Outlet", "Κατερίνα Λέκκα", phone="+30 210 999 0115"),
        Firm("iris-optics", "Iris Optics", "Δημήτρης Σάββας", vat_id="EL099999044"),
        Firm("iris-vision", "Iris Vision", "Δημήτρης Σάββας", vat_id="EL099999044"),
        Firm("pallas-toys", "Pallas Toys", "Helen Ford", "IE", "en", phone="+353 1 555 0116"),
        Firm("pallas-games", "Pallas Games", "Helen Ford", "IE", "en", phone="+353 1 555 0116"),
    )
}  # fmt: skip
"""Who appears in a single scene, by code. Some of them look like one another: that is what their scene is about."""

FIRMS = (
    Firm("thyme-and-co", "Thyme & Co", "Χριστίνα Ζαχαρίου"),
    Firm("aegean-linen", "Aegean Linen", "Στέλιος Φωτίου"),
    Firm("orion-hifi", "Orion Hi-Fi", "Marcus Hale", "GB", "en"),
    Firm("petra-stone", "Petra Stone", "Άννα Παππά"),
    Firm("nordwind-jacken", "Nordwind Jacken", "Lena Brandt", "DE", "en"),
    Firm("melissa-honey", "Melissa Honey", "Θανάσης Μπέης"),
    Firm("tekton-tools", "Tekton Tools", "Paul Verhoeven", "NL", "en"),
    Firm("kyklos-yoga", "Kyklos Yoga", "Ιωάννα Τσίρου"),
    Firm("ergon-office", "Ergon Office", "Μιχάλης Δελής"),
    Firm("luna-bimbi", "Luna Bimbi", "Giulia Ferri", "IT", "en"),
    Firm("zephyr-drones", "Zephyr Drones", "Tom Aldridge", "GB", "en"),
    Firm("artemis-hunting", "Artemis Hunting", "Βασιλική Νάκου"),
    Firm("pixida", "Pixida", "Κώστας Χατζής"),
    Firm("gaia-seeds", "Gaia Seeds", "Ελένη Μάρκου", "CY"),
    Firm("alpine-brew", "Alpine Brew", "Stefan Huber", "AT", "en"),
    Firm("doriko", "Doriko Furniture", "Νίκος Ρήγας"),
    Firm("sponge-and-sea", "Sponge & Sea", "Σοφία Βλάχου"),
    Firm("vilnius-wool", "Vilnius Wool", "Rasa Petrauskas", "LT", "en"),
    Firm("minoa-shoes", "Minoa Shoes", "Γιώργος Αλεξίου"),
    Firm("hermes-parts", "Hermes Parts", "Πέτρος Κανάκης", "CY"),
    Firm("atelier-roux", "Atelier Roux", "Camille Roux", "FR", "en"),
    Firm("fotia-grills", "Fotia Grills", "Δημήτρης Σάββας"),
    Firm("krater-wines", "Krater Wines", "Μαρία Δήμου"),
    Firm("lumen-lights", "Lumen Lights", "Oskar Nowak", "PL", "en"),
)
"""Everyone else, in the order in which they come to mind."""
