//! The screens.

pub mod command;
pub mod compare;
