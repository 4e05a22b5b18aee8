//! From an imported schedule to a programme with our identities.
