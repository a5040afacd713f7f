"""Keys that a public repository can carry: encrypted with a passphrase, and opened again."""
