"""Questions about evidence: provenance, rival versions, sensitivity."""
