//! `$context` and `$stageVariables`.

use super::{render_both, render_for};
use crate::testing::Asked;

fn asked() -> Asked {
    Asked::post("/things?x=1", "")
        .header("Host", "abc.example.org:8443")
        .header("User-Agent", "tester/1")
        .stage_variables(&[("env", "stage"), ("dashed-name", "d")])
}

#[test]
fn variables_are_what_is_known_of_the_request() {
    let table = [
        ("$context.apiId", "api1234567"),
        ("$context.stage $context.httpMethod $context.path", "dev POST /dev/things"),
        ("$context.resourcePath $context.protocol", "/{proxy+} HTTP/1.1"),
        ("$context.identity.sourceIp $context.identity.userAgent", "192.0.2.7 tester/1"),
        ("$context.domainName $context.domainPrefix $context.accountId", "abc.example.org abc 123456789012"),
        ("$context.requestTime", "02/Jan/2030:03:04:05 +0000"),
        ("$context.requestTimeEpoch", "1893553445678"),
        ("$context.requestId $context.deploymentId", "11111111-1111-4111-9111-111111111111 abc123"),
        ("[$context.no$context.identity.no$context.identity.apiKey$context.authorizer.principalId]", "[]"),
        ("$context['stage'] $context.get('stage') $context.identity['sourceIp']", "dev dev 192.0.2.7"),
        ("$context.containsKey('stage') $context.containsKey('no')", "true false"),
        ("$context.identity", "{sourceIp=192.0.2.7, userAgent=tester/1}"),
        ("#set($i = $context.identity)$i.put('user', 'u')$context.identity.user", "u"),
        (
            "#if($context.keySet().contains('identity') && $context.keySet().contains('responseOverride'))y#end",
            "y",
        ),
        ("#set($epoch = $context.requestTimeEpoch + 1)$epoch", "1893553445679"),
        ("#set($a = 'identity')$context[$a].sourceIp", "192.0.2.7"),
        ("#set($t = '$con' + 'text.stage')#evaluate($t)", "dev"),
        ("#set($context.stage = 'own')$context.stage $context.apiId", "own api1234567"),
        ("[$context.error.message]", "[]"),
    ];
    for (template, rendered) in table {
        assert_eq!(render_for(&asked(), template, "").unwrap(), rendered, "{template}");
    }
}

#[test]
fn stage_variables_are_a_map() {
    let table = [
        ("$stageVariables.env ${stageVariables.env}", "stage stage"),
        ("$stageVariables['env'] $stageVariables.get('dashed-name')", "stage d"),
        ("[$stageVariables.no$stageVariables['no']$stageVariables.get('no')]", "[]"),
        ("$stageVariables.keySet() $stageVariables", "[env, dashed-name] {env=stage, dashed-name=d}"),
        (
            "#foreach($name in $stageVariables.keySet())$name=$stageVariables.get($name);#end",
            "env=stage;dashed-name=d;",
        ),
    ];
    for (template, rendered) in table {
        assert_eq!(render_for(&asked(), template, "").unwrap(), rendered, "{template}");
    }
}

#[test]
fn what_is_set_in_context_is_there_in_the_response_template() {
    let (rendered, _) = render_both(
        "#set($context.own = {'list': [1, 'a'], 'n': 1.5})#set($context.flag = true)#set($local = 1)",
        "$context.own $context.own.list.get(1) $context.flag [$local]",
    );
    assert_eq!(rendered, "{list=[1, a], n=1.5} a true []");
}
