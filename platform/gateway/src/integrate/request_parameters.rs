//! Parameter mapping on the way to the integration.

use crate::definition::{MethodDefinition, ParameterLocation};
use crate::error::LoadError;
use crate::gateway_response::Failure;
use crate::mapping::{Body, Expression, MappingError, Overrides};
use crate::request_context::RequestContext;

/// The parameters of an integration's request, compiled.
#[derive(Debug, Default)]
pub(crate) struct RequestParameters(Vec<(ParameterLocation, String, Expression)>);

/// The parameters of an integration's request: names and values, a name may stand several times.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mapped {
    pub(super) headers: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    pub(super) path: Vec<(String, String)>,
}

const LOCATIONS: [ParameterLocation; 3] =
    [ParameterLocation::Header, ParameterLocation::QueryString, ParameterLocation::Path];

impl RequestParameters {
    /// Compiles the `requestParameters` of a method's integration. `resource` is its path.
    pub(super) fn compile(method: &MethodDefinition, resource: &str, mistakes: &mut Vec<LoadError>) -> Self {
        let mut parameters = Vec::with_capacity(method.integration.request_parameters.len());
        for (target, source) in &method.integration.request_parameters {
            let mut mistake = |problem: String| {
                mistakes.push(LoadError::Mistake { place: method.place.clone(), problem });
            };
            let Some((location, name)) = target_of(target) else {
                mistake(format!("`{target}` is not `integration.request.{{header,querystring,path}}.NAME`"));
                continue;
            };
            if let Some(undeclared) = undeclared(method, resource, source) {
                mistake(format!("`{target}`: the method has no parameter `{undeclared}`"));
            }
            match Expression::of_request(source) {
                Ok(expression) => parameters.push((location, name.to_owned(), expression)),
                Err(error) => mistake(format!("`{target}`: {error}")),
            }
        }
        Self(parameters)
    }

    /// Whether a header is mapped that can only be the gateway's own; such a method answers 500 (recorded).
    pub(super) fn maps_header(&self, names: &[&str]) -> Option<&str> {
        let headers = self.0.iter().filter(|(location, ..)| *location == ParameterLocation::Header);
        let mut headers = headers.map(|(_, name, _)| name.as_str());
        headers.find(|name| names.iter().any(|listed| listed.eq_ignore_ascii_case(name)))
    }

    /// Maps a request's parameters, and lets a template's overrides replace them.
    pub(super) fn map(
        &self,
        context: &RequestContext<'_>,
        body: &Body,
        overrides: &Overrides,
    ) -> Result<Mapped, Failure> {
        self.mapped(context, body, overrides).map_err(|error| {
            context.log(&error);
            error.on_request()
        })
    }

    fn mapped(
        &self,
        context: &RequestContext<'_>,
        body: &Body,
        overrides: &Overrides,
    ) -> Result<Mapped, MappingError> {
        let mut mapped = Mapped::default();
        for (location, name, expression) in &self.0 {
            let parameters = match location {
                ParameterLocation::Header => &mut mapped.headers,
                ParameterLocation::QueryString => &mut mapped.query,
                ParameterLocation::Path => &mut mapped.path,
            };
            let values = expression.request_values(context, body)?;
            parameters.extend(values.into_iter().map(|value| (name.clone(), value)));
        }
        replace(&mut mapped.headers, overrides.request_headers(), str::eq_ignore_ascii_case);
        replace(&mut mapped.query, overrides.request_query(), str::eq);
        replace(&mut mapped.path, overrides.request_path(), str::eq);
        Ok(mapped)
    }
}

fn replace(
    parameters: &mut Vec<(String, String)>,
    overrides: Vec<(String, String)>,
    same: impl Fn(&str, &str) -> bool,
) {
    parameters.retain(|(name, _)| !overrides.iter().any(|(overriding, _)| same(name, overriding)));
    parameters.extend(overrides);
}

fn target_of(target: &str) -> Option<(ParameterLocation, &str)> {
    let rest = target.strip_prefix("integration.request.")?;
    LOCATIONS.into_iter().find_map(|location| {
        let name = rest.strip_prefix(location.as_str())?.strip_prefix('.')?;
        (!name.is_empty()).then_some((location, name))
    })
}

/// Documented: what a mapping reads of the request must be among the method's parameters. What the resource's path names
/// needs no saying.
fn undeclared<'source>(
    method: &MethodDefinition,
    resource: &str,
    source: &'source str,
) -> Option<&'source str> {
    let parameter = source.strip_prefix("method.request.")?;
    let (location, name) = parameter.split_once('.')?;
    let location = location.strip_prefix("multivalue").unwrap_or(location);
    let location = LOCATIONS.into_iter().find(|known| known.as_str() == location)?;
    let declared = method.parameters.iter().any(|declared| {
        declared.location == location
            && match location {
                ParameterLocation::Header => declared.name.eq_ignore_ascii_case(name),
                _ => declared.name == name,
            }
    });
    let in_path = location == ParameterLocation::Path
        && resource
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            .any(|variable| variable.trim_end_matches('+') == name);
    (!declared && !in_path).then_some(source)
}
