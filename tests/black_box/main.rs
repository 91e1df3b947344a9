//! newsdiff from outside: the sources as files, the built program as a process.

mod claims;
mod feeds;
mod pages;
#[cfg(unix)]
mod pty;
mod roles;
mod store;
mod tidy;
mod tiers;
