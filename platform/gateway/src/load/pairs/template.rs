//! Whether the templates of a pair can be compiled, told at their places in the pair.

use crate::error::LoadError;
use crate::mapping::MappingTemplate;
use lockstep_route::{Endpoint, Template};

/// What is wrong with the templates of an endpoint. The definition holds their texts alone, so that their places have to be
/// told here.
pub(super) fn mistakes(endpoint: &Endpoint) -> impl Iterator<Item = LoadError> {
    let of_responses = endpoint.responses.values().flat_map(|response| response.response_templates.values());
    endpoint.request_templates.values().chain(of_responses).filter_map(mistake)
}

fn mistake(template: &Template) -> Option<LoadError> {
    let error = MappingTemplate::compile(&template.text).err()?;
    let place = template.place(error.line(), error.column());
    Some(LoadError::Mistake { place, problem: format!("{}\n{}", error.message(), error.excerpt()) })
}
