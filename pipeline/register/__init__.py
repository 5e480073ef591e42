"""The register: what arrived, which cases there are and how they stand, who holds the award until when."""
