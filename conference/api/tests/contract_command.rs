//! The command that writes and checks the contract.

use std::process::Command;

fn run(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_contract")).args(arguments).output().expect("it runs");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn the_committed_contract_passes_its_check() {
    assert_eq!(run(&["--check"]), (true, String::new()));
}

#[test]
fn what_it_does_not_know_it_refuses() {
    let usage = "usage: cargo run -p plenary-api --bin contract [-- --check]\n";
    assert_eq!(run(&["--chek"]), (false, usage.to_owned()));
}
