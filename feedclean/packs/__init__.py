"""Rule packs: brought from a folder, a ZIP or a checkout, and kept pinned in the state folder."""
