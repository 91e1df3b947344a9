//! newsdiff from outside: the sources as files, the built program as a process.

mod roles;
mod store;
mod tidy;
