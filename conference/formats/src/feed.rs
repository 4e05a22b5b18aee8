//! What the writers of the feeds share.
