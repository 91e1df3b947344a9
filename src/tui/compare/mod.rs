//! The Compare screen: two versions side by side.
