//! newsdiff: a terminal news reader that shows what each outlet added, cut or reworded.
//!
//! Data flows one way, and every room below does one step of it:
//!
//! ```text
//! bytes --ingest--> Article --store--> (cluster --> Story) --compare--> Comparison --> tui | export
//! ```

pub mod cli;
pub mod cluster;
pub mod compare;
pub mod config;
pub mod export;
pub mod fetch;
pub mod halves;
pub mod ingest;
pub mod model;
pub mod program;
pub mod sample;
pub mod sides;
pub mod store;
pub mod tellings;
pub mod text;
pub mod theme;
pub mod tui;
pub mod update;
