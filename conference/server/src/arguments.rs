//! The command line as it is typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use plenary_domain::code::ConferenceSlug;
use plenary_domain::time_zone::Zone;
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

/// A conference's schedule on the web: pages, feeds, app and API, from one process.
#[derive(Debug, Parser)]
#[command(name = "plenary", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Arguments {
    /// How log lines are written to standard error; `RUST_LOG` says which (`info`, `access=off`, …).
    #[arg(long, value_enum, global = true, default_value_t = LogFormat::Text, env = "PLENARY_LOG")]
    pub log: LogFormat,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  plenary demo                              a fictional conference at http://localhost:3000/
  plenary import schedule.xml               make a conference of a schedule file, or update it
  plenary serve --url https://conf.example  serve what was imported
  plenary export democon --format ics       write a feed to standard output";

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages, feeds, app and API.
    Serve(Serve),
    /// Make a conference of a schedule file, or bring it up to date: frab XML, frab JSON, iCalendar, or an own export.
    Import(Import),
    /// Write a conference as a file.
    Export(Export),
    /// Import a schedule and serve it, to look around.
    Demo(Demo),
    /// List the conferences.
    Conferences(Conferences),
}

/// Where everything is kept.
#[derive(Debug, Clone, Args)]
pub struct Data {
    /// The directory that holds the store and the published site.
    #[arg(long, value_name = "DIR", default_value = "plenary-data", env = "PLENARY_DATA")]
    pub data: PathBuf,
}

/// What the published pages say of themselves. Remembered in the data directory for later commands.
#[derive(Debug, Clone, Args)]
pub struct Publishing {
    /// The address at which visitors find the site; stands in feeds and links.
    #[arg(long, value_name = "URL", env = "PLENARY_URL")]
    pub url: Option<String>,
    /// Pretend it is this time for “now and next”, as in 2024-12-28T13:05:00+01:00; `now` ends the pretence.
    #[arg(long, value_name = "TIME", value_parser = pretended_time)]
    pub at: Option<Pretence>,
    /// Take the app from this build instead of the one inside the command; `built-in` goes back to that.
    #[arg(long, value_name = "DIR")]
    pub app: Option<AppSource>,
}

/// What `--app` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppSource {
    /// The build inside the command.
    BuiltIn,
    /// The build in this folder.
    Folder(PathBuf),
}

impl From<OsString> for AppSource {
    fn from(text: OsString) -> Self {
        if text == "built-in" { Self::BuiltIn } else { Self::Folder(text.into()) }
    }
}

/// What `--at` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pretence {
    /// No pretence.
    Now,
    /// This time.
    At(Timestamp),
}

fn pretended_time(text: &str) -> Result<Pretence, String> {
    if text == "now" {
        return Ok(Pretence::Now);
    }
    text.parse().map(Pretence::At).map_err(|_| {
        "give `now` or a time with its offset, as in 2024-12-28T13:05:00+01:00 or 2024-12-28T12:05:00Z"
            .to_owned()
    })
}

/// Where to listen.
#[derive(Debug, Clone, Args)]
pub struct Listening {
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = DEFAULT_PORT, env = "PLENARY_PORT")]
    pub port: u16,
    /// The address to listen on; 0.0.0.0 for all of IPv4.
    #[arg(long, default_value = "127.0.0.1", env = "PLENARY_HOST")]
    pub host: IpAddr,
}

/// The port when none is given.
pub const DEFAULT_PORT: u16 = 3000;

/// `plenary serve`.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub listening: Listening,
    #[command(flatten)]
    pub publishing: Publishing,
}

/// `plenary import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The schedule file.
    pub file: PathBuf,
    /// The conference's address on the site (`/SLUG/`); made of the file's short name or title when not given.
    #[arg(long)]
    pub slug: Option<ConferenceSlug>,
    /// Replace the conference at --slug even when the file is of another one.
    #[arg(long, requires = "slug")]
    pub replace: bool,
    /// The time zone of a file that names none, as in Europe/Berlin.
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<Zone>,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub publishing: Publishing,
}

/// `plenary export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The conference's address on the site.
    pub slug: ConferenceSlug,
    /// The file's format.
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    pub format: ExportFormat,
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub data: Data,
    /// The address at which visitors find the site; stands in feeds and links.
    #[arg(long, value_name = "URL", env = "PLENARY_URL")]
    pub url: Option<String>,
}

/// The formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Everything there is; importing it gives the same conference.
    Json,
    /// The schedule as frab XML.
    Xml,
    /// The schedule as frab JSON.
    FrabJson,
    /// The schedule as iCalendar.
    Ics,
}

/// `plenary demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// A schedule file to show instead of the fictional conference.
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// The time zone of a file that names none, as in Europe/Berlin.
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<Zone>,
    /// The directory that holds the store and the published site; one for the day in your cache folder when not given.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    #[command(flatten)]
    pub listening: Listening,
    #[command(flatten)]
    pub publishing: Publishing,
}

/// `plenary conferences`.
#[derive(Debug, Args)]
pub struct Conferences {
    #[command(flatten)]
    pub data: Data,
}

#[cfg(test)]
mod tests {
    use super::{AppSource, Arguments, Command, Pretence, pretended_time};
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn times_are_read_with_their_offset() {
        assert_eq!(pretended_time("now"), Ok(Pretence::Now));
        let Ok(Pretence::At(time)) = pretended_time("2024-12-28T13:05:00+01:00") else { panic!("a time") };
        assert_eq!(time.to_string(), "2024-12-28T12:05:00Z");
        assert!(pretended_time("tomorrow").is_err());
    }

    #[test]
    fn the_app_is_a_folder_or_built_in() {
        let app = |text: &str| {
            let arguments = Arguments::try_parse_from(["plenary", "serve", "--app", text]).unwrap();
            let Command::Serve(serve) = arguments.command else { panic!("another command") };
            serve.publishing.app
        };
        assert_eq!(app("built-in"), Some(AppSource::BuiltIn));
        assert_eq!(app("./built-in"), Some(AppSource::Folder("./built-in".into())));
    }

    #[test]
    fn a_replacement_needs_an_address() {
        assert!(Arguments::try_parse_from(["plenary", "import", "x.xml", "--replace"]).is_err());
        let given = Arguments::try_parse_from(["plenary", "import", "x.xml", "--replace", "--slug", "conf"]);
        assert!(matches!(given.unwrap().command, Command::Import(import) if import.replace));
        assert!(Arguments::try_parse_from(["plenary", "import", "x.xml", "--slug", "assets"]).is_err());
    }
}
