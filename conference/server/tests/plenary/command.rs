//! Running the command, and talking to its server.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};
use tempfile::TempDir;

/// A workplace: a data directory, schedule files, and a small app that takes no time to compress.
pub struct Workplace {
    folder: TempDir,
}

impl Workplace {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let workplace = Self { folder };
        workplace.write("app/assets/main-A1B2.js", &"console.log('the app');\n".repeat(50));
        workplace.write(
            "app/index.html",
            "<!doctype html><html><head><base href=\"/\"></head><body><conf-root></conf-root>\
             <script src=\"/assets/main-A1B2.js\" type=\"module\"></script></body></html>",
        );
        workplace
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(&path)).expect("a folder");
        fs::write(&path, content).expect("a file");
        path
    }

    /// A schedule with two talks, whose texts try to be more than texts.
    pub fn schedule(&self, title: &str, version: &str) -> PathBuf {
        self.write("schedule.xml", &SCHEDULE.replace("{title}", title).replace("{version}", version))
    }

    /// The command with the data directory and the small app of this place.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        for variable in
            ["PLENARY_DATA", "PLENARY_URL", "PLENARY_PORT", "PLENARY_HOST", "PLENARY_LOG", "RUST_LOG"]
        {
            command.env_remove(variable);
        }
        command.args(arguments).arg("--data").arg(self.path("data")).stdin(Stdio::null());
        command
    }

    pub fn publishing(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(arguments);
        command.arg("--app").arg(self.path("app"));
        command
    }

    pub fn import(&self, file: &Path) -> String {
        let file = file.to_str().expect("a readable path");
        succeed(&mut self.publishing(&["import", file]))
    }

    /// A server at a free port.
    pub fn serve(&self, arguments: &[&str]) -> Server {
        let mut words = vec!["serve", "--port", "0"];
        words.extend(arguments);
        Server::start(&mut self.publishing(&words))
    }
}

const SCHEDULE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <version>{version}</version>
  <conference>
    <title>Tiny Conf</title><acronym>tiny</acronym><start>2030-01-02</start><end>2030-01-02</end><days>1</days>
    <timeslot_duration>00:05</timeslot_duration><time_zone_name>Europe/Berlin</time_zone_name>
  </conference>
  <day index="1" date="2030-01-02" start="2030-01-02T09:00:00+01:00" end="2030-01-02T20:00:00+01:00">
    <room name="Hall" guid="8f1f2b8e-0000-4000-8000-000000000001">
      <event guid="8f1f2b8e-0000-4000-8000-000000000002" id="1">
        <date>2030-01-02T10:00:00+01:00</date><start>10:00</start><duration>00:45</duration><room>Hall</room>
        <title>{title}</title><subtitle/><track>Main</track><type>talk</type><language>en</language>
        <abstract>&lt;script&gt;alert(1)&lt;/script&gt; About it.</abstract><description/>
        <persons><person id="7">Ada Example</person></persons><links/><attachments/>
      </event>
      <event guid="8f1f2b8e-0000-4000-8000-000000000003" id="2">
        <date>2030-01-02T11:00:00+01:00</date><start>11:00</start><duration>00:30</duration><room>Hall</room>
        <title>Closing</title><subtitle/><track>Main</track><type>talk</type><language>en</language>
        <abstract/><description/><persons/><links/><attachments/>
      </event>
    </room>
  </day>
</schedule>
"#;

pub fn succeed(command: &mut Command) -> String {
    let output = command.output().expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    text(output.stdout)
}

/// What a command that fails says; it says it in one line, and fails with 1.
pub fn fail(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("the command runs");
    let said = text(stderr);
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(stdout.is_empty(), "{}", text(stdout));
    assert!(said.starts_with("plenary: ") && said.lines().count() == 1, "{said}");
    said
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

pub struct Server {
    child: Child,
    pub port: u16,
    output: BufReader<ChildStdout>,
}

impl Server {
    pub fn start(command: &mut Command) -> Self {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the command runs");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        while !line.starts_with("Plenary serves at ") {
            line.clear();
            assert_ne!(output.read_line(&mut line).expect("a line"), 0, "the server ended early");
        }
        let port =
            line.trim_end().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        Self { child, port: port.expect("a port"), output }
    }

    pub fn get(&self, path: &str, headers: &str) -> Reply {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: t\r\nConnection: close\r\n{headers}\r\n"))
    }

    pub fn send(&self, request: &str) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.write_all(request.as_bytes()).expect("a request sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("a response");
        Reply::parse(&bytes)
    }

    /// Asks until the answer satisfies; publication goes on beside serving.
    pub fn wait_for(&self, path: &str, satisfied: impl Fn(&Reply) -> bool) -> Reply {
        let began = Instant::now();
        loop {
            let reply = self.get(path, "");
            if satisfied(&reply) {
                return reply;
            }
            assert!(began.elapsed() < Duration::from_secs(30), "{path}: {} {}", reply.status, reply.text());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Asks the server to end, and gives its exit code.
    pub fn terminate(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
        let status = self.child.wait().expect("it ends");
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).expect("its output");
        assert_eq!(rest, "");
        status.code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a whole head");
        let head = std::str::from_utf8(&bytes[..end]).expect("a readable head");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { status, headers, body: bytes[end + 4..].to_vec() }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}
