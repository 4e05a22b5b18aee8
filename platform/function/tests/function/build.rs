//! Handlers and routes cover each other, or nothing is built.

use crate::{App, talks};
use lockstep_function::{FunctionError, Functions};
use lockstep_route::{Trigger, Version};
use std::sync::Arc;

fn refused(version: Version) -> FunctionError {
    let app = async { Ok(Arc::new(App { greeting: String::new() })) };
    talks::builder(version).build(app).expect_err("they do not")
}

#[test]
fn a_route_needs_a_handler_and_a_handler_a_route() {
    let version = talks::version(talks::SETTINGS);
    let app = async { Ok(Arc::new(App { greeting: String::new() })) };
    let error = Functions::builder::<crate::Talks>(version.clone()).build(app).unwrap_err();
    assert_eq!(error.to_string(), "the route `talks/echo` has no handler");
    let mut fewer = version;
    fewer.functions[0].routes.retain(|route| route.name != "me");
    assert_eq!(refused(fewer).to_string(), "the handler `talks/me` has no route");
}

#[test]
fn a_pattern_must_compile() {
    let mut version = talks::version(talks::SETTINGS);
    let route = version.functions[0].routes.iter_mut().find(|route| route.name == "fail").unwrap();
    let Trigger::Http(endpoint) = &mut route.trigger else { panic!("an endpoint") };
    endpoint.responses[&404].selection_pattern = Some("(".to_owned());
    let error = refused(version).to_string();
    assert!(error.starts_with("the route `talks/fail`: regex parse error"), "{error}");
}
