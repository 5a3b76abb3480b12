"""
moto's server, and all that is added to it so that a deployed Keysunset runs there. Each addition weakens the proof, since
nobody but us has written it: so each has a number and a reason, here and in docs/conformance.md, and is small. Started by
moto.ts; its first line says where it listens. It ends with its standard input.
"""

import io
import json
import os
import sys
import threading
import time
import types
import urllib.request
import zipfile
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import moto.core.utils

LAMBDA_HOST = os.environ["CONFORMANCE_LAMBDA_HOST"]
CODE = os.environ["CONFORMANCE_CODE"]

# How often, in real seconds, whoever waits looks at the clock.
SLICE = 0.05

# 1. Time. Nobody waits for months, and the protocol forbids that all of time is shortened alike: a call is sent within 60 s of
#    its promise, a soak takes 5 hours or more. So time runs as it is while anything is done, and leaps while everything waits.


class Clock:
    def __init__(self):
        self.leapt = 0.0
        self.waits = {}  # by thread: until when
        self.later = {}  # the same, of what no execution waits for
        self.busy = 0  # functions that run, or are to run
        self.doings = 0  # grows with whatever happens
        self.lock = threading.Lock()

    def now(self):
        return time.time() + self.leapt

    def wait(self, seconds, over, among=None):
        """Until so much later, or until `over`, which is asked with the real seconds it may take."""
        waits = self.waits if among is None else among
        me, until = threading.get_ident(), self.now() + seconds
        waits[me] = until
        try:
            while self.now() < until and not over(SLICE):
                pass
        finally:
            self.doings += 1
            del waits[me]

    def begin(self):
        with self.lock:
            self.busy += 1
            self.doings += 1

    def end(self):
        with self.lock:
            self.busy -= 1
            self.doings += 1


clock = Clock()
real_utcnow = moto.core.utils.utcnow


def utcnow():
    return datetime.fromtimestamp(clock.now(), timezone.utc).replace(tzinfo=None)


moto.core.utils.utcnow = utcnow

from moto.core.config import default_user_config  # noqa: E402

default_user_config["stepfunctions"]["execute_state_machine"] = True
# The CDK's bootstrap needs them; where nothing is deployed they only take seconds of each new account.
default_user_config["iam"]["load_aws_managed_policies"] = "CONFORMANCE_DEPLOYS" in os.environ

import moto.awslambda.models as lambda_models  # noqa: E402
import moto.awslambda.responses as lambda_responses  # noqa: E402
import moto.cloudformation.responses as cfn_responses  # noqa: E402
import moto.cloudformation.utils as cfn_utils  # noqa: E402
import moto.stepfunctions.models as sfn_models  # noqa: E402
import moto.stepfunctions.parser.asl.component.common.retry.retrier_decl as retrier_decl  # noqa: E402
import moto.stepfunctions.parser.asl.component.common.timeouts.timeout as timeouts  # noqa: E402
import moto.stepfunctions.parser.asl.component.state.exec.execute_state as execute_state  # noqa: E402
import moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function as wait_function  # noqa: E402
import moto.stepfunctions.parser.asl.eval.callback.callback as callback  # noqa: E402
import moto.stepfunctions.parser.backend.execution as sfn_execution  # noqa: E402
from moto.apigatewayv2.models import apigatewayv2_backends  # noqa: E402
from moto.cloudtrail.responses import CloudTrailResponse  # noqa: E402
from moto.core.common_models import CloudFormationModel  # noqa: E402
from moto.core.responses import BaseResponse  # noqa: E402
from moto.dynamodb.models import DynamoDBBackend  # noqa: E402
from moto.dynamodb.models.table import Table  # noqa: E402
from moto.events.models import EventBus  # noqa: E402
from moto.iam.models import IAMBackend, iam_backends  # noqa: E402
from moto.secretsmanager.models import secretsmanager_backends  # noqa: E402
from moto.stepfunctions.parser.models import stepfunctions_parser_backends  # noqa: E402
from moto.sts.models import sts_backends  # noqa: E402


class LongTimeout(float):
    """A timeout that the data asks for: of a hold, hours and days. One that the definition fixes is that of a function."""


class Event(threading.Event):
    """moto waits for a hold's answer by an event, and so it does in clock time; a second later for the outer of its two waits."""

    def __init__(self, late=None):
        super().__init__()
        self.late = late

    def wait(self, timeout=None):
        if not isinstance(timeout, LongTimeout):
            return super().wait(timeout)
        if self.late is None:
            clock.wait(timeout, super().wait)
            return self.is_set()
        until = clock.now() + timeout
        while clock.now() < until:
            if super().wait(SLICE):
                return True
        return super().wait(self.late)


path_seconds = timeouts.TimeoutSecondsPath._eval_seconds
timeouts.TimeoutSecondsPath._eval_seconds = lambda self, env: LongTimeout(path_seconds(self, env))
callback.Event = Event
execute_state.threading = types.SimpleNamespace(Event=lambda: Event(late=5))
wait_function.WaitFunction._wait_interval = lambda self, env, wait_seconds: clock.wait(
    wait_seconds, lambda real: env.program_state_event.wait(real) or not env.is_running()
)
retrier_decl.time = types.SimpleNamespace(sleep=lambda seconds: clock.wait(seconds, lambda real: time.sleep(real)))

# 2. Functions run in Node, from the zip that was deployed; moto would start Docker. Each with the credentials of its role, as
#    Lambda gives it, and in its role's account. What is called as an event is answered at once, and called twice more if it fails.

# moto makes nothing of AWS::Lambda::EventInvokeConfig (docs/conformance.md): those with MaximumRetryAttempts 0 are told here.
NOT_REPEATED = os.environ.get("CONFORMANCE_NOT_REPEATED", "").split(",")

sessions = {}


def credentials_of(fn):
    known = sessions.get(fn.role)
    if known is None or known.expiration <= utcnow():
        backend = sts_backends[fn.account_id]["aws"]
        known = backend.assume_role(fn.region, fn.function_name, fn.role, None, 3600, None)
        sessions[fn.role] = known
    return {
        "AWS_ACCESS_KEY_ID": known.access_key_id,
        "AWS_SECRET_ACCESS_KEY": known.secret_access_key,
        "AWS_SESSION_TOKEN": known.session_token,
        "AWS_REGION": fn.region,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['MOTO_PORT']}",
        "AWS_LAMBDA_FUNCTION_NAME": fn.function_name,
    }


def unpacked(fn):
    folder = os.path.join(CODE, fn.code_sha_256.replace("/", "_").rstrip("="))
    with clock.lock:
        if not os.path.isdir(folder):
            zipfile.ZipFile(io.BytesIO(fn.code_bytes)).extractall(folder)
    return folder


def invoke_lambda(self, event=None):
    told = {
        "name": self.function_name,
        "folder": unpacked(self),
        "handler": self.handler,
        "timeout": int(self.timeout or 3),
        "environment": self.environment_vars or {},
        "credentials": credentials_of(self),
        "event": {} if event in (None, "{}") else event,
        "leapt": clock.leapt,
    }
    request = urllib.request.Request(LAMBDA_HOST, json.dumps(told).encode(), {"content-type": "application/json"})
    clock.begin()
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode(), answer.headers.get("x-function-error") is not None, ""
    finally:
        clock.end()


lambda_models.LambdaFunction._invoke_lambda = invoke_lambda
invoke = lambda_models.LambdaFunction.invoke


def invoke_by_its_type(self, body, request_headers, response_headers):
    if request_headers.get("x-amz-invocation-type") != "Event":
        return invoke(self, body, request_headers, response_headers)

    def later():
        for pause in (60, 120, None):
            failed = self._invoke_lambda(json.loads(body or "{}"))[1]
            if not failed or pause is None or self.function_name in NOT_REPEATED:
                break
            clock.end()
            clock.wait(pause, lambda real: time.sleep(real), among=clock.later)
            clock.begin()
        clock.end()

    clock.begin()
    threading.Thread(target=later, daemon=True).start()
    return ""


lambda_models.LambdaFunction.invoke = invoke_by_its_type

# 3. CloudFormation makes its state machines where StartExecution looks for them; in moto these are two places.

sfn_models.stepfunctions_backends = stepfunctions_parser_backends

# 4. Templates that the CDK's command line puts into S3 are found at 127.0.0.1; moto looks for `localhost` in their address.

from_s3 = cfn_utils.get_stack_from_s3_url


def from_s3_here(url, account_id, partition):
    return from_s3(url.replace("//127.0.0.1", "//localhost"), account_id=account_id, partition=partition)


cfn_utils.get_stack_from_s3_url = cfn_responses.get_stack_from_s3_url = from_s3_here

# 5. CloudTrail's LookupEvents, which moto has not: each call with a user's key or a member role's, at once and in this region.

trail = []


def principal_of(account_id, access_key):
    key = iam_backends[account_id]["aws"].access_keys.get(access_key)
    session = sts_backends[account_id]["aws"].get_assumed_role_from_access_key(access_key)
    if session:
        return {"type": "AssumedRole", "arn": session.arn, "accountId": account_id}
    if key and key.user_name:
        return {"type": "IAMUser", "arn": f"arn:aws:iam::{account_id}:user/{key.user_name}", "accountId": account_id}
    return None


call_action = BaseResponse.call_action


def call_and_record(self):
    who = principal_of(self.current_account, self.access_key)
    action = self._get_action()
    refusal = refused(self, action)
    fault = faults.get(action)  # 13
    if refusal:
        status, headers, body = refusal
    elif fault and fault["when"] == "before":
        status, headers, body = told(fault["status"], fault["code"], "The test broke this call.")
    else:
        status, headers, body = call_action(self)
        if fault:
            status, headers, body = told(fault["status"], fault["code"], "The test broke this answer.")
    if who is not None and (action in CHANGES or who["type"] == "IAMUser"):
        record(self, who, action, int(status) >= 400)
    return status, headers, body


CHANGES = ("UpdateAccessKey", "DeleteAccessKey")


def record(self, who, action, failed):
    key = self._get_param("AccessKeyId") if action in CHANGES else None
    parameters = {"accessKeyId": key, "userName": self._get_param("UserName"), "status": self._get_param("Status")}
    event = {
        "eventID": f"event-{len(trail) + 1}",
        "eventTime": utcnow().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventName": action,
        "eventSource": f"{self.service_name}.amazonaws.com",
        "awsRegion": self.region,
        "sourceIPAddress": "127.0.0.1",
        "userAgent": self.headers.get("User-Agent", "unknown"),
        "recipientAccountId": self.current_account,
        "userIdentity": {**who, "accessKeyId": self.access_key},
        "requestParameters": {name: value for name, value in parameters.items() if value} if key else None,
        **({"errorCode": "Failed"} if failed else {}),
    }
    trail.append({"account": self.current_account, "at": clock.now(), "record": event})


BaseResponse.call_action = call_and_record


def lookup_events(self):
    asked = json.loads(self.body)
    [attribute] = asked["LookupAttributes"]

    def holds(record):
        if attribute["AttributeKey"] == "AccessKeyId":
            return record["userIdentity"].get("accessKeyId") == attribute["AttributeValue"]
        if attribute["AttributeKey"] == "EventName":
            return record["eventName"] == attribute["AttributeValue"]
        return (record["requestParameters"] or {}).get("accessKeyId") == attribute["AttributeValue"]

    found = [
        {"EventId": event["record"]["eventID"], "CloudTrailEvent": json.dumps(event["record"])}
        for event in reversed(trail)
        if event["account"] == self.current_account
        and asked["StartTime"] <= event["at"] <= asked["EndTime"]
        and holds(event["record"])
    ]
    return json.dumps({"Events": found})


CloudTrailResponse.lookup_events = lookup_events

# 6. CloudFormation's UpdateTerminationProtection, which moto has not, and which the CDK calls for each of our stacks.


def update_termination_protection(self):
    [stack] = [self.cloudformation_backend.get_stack(self._get_param("StackName"))]
    stack.termination_protection = self._get_param("EnableTerminationProtection") == "true"
    return f"""<UpdateTerminationProtectionResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
      <UpdateTerminationProtectionResult><StackId>{stack.stack_id}</StackId></UpdateTerminationProtectionResult>
    </UpdateTerminationProtectionResponse>"""


cfn_responses.CloudFormationResponse.update_termination_protection = update_termination_protection

# A Ref to an event bus is its name; in moto it is the bus itself, which a rule cannot take.
EventBus.physical_resource_id = property(lambda self: self.name)

# 7. Three kinds of resources that moto has, and its CloudFormation makes nothing of: made as the API would make them; and alarms by
#    name alone. Of what it
#    still leaves out, our stacks do not depend on anything here (docs/conformance.md names it).


__name__ = "moto.additions"  # moto sorts its models by the second part


class Made:
    def __init__(self, physical_id, attributes):
        self.physical_id = physical_id
        self.attributes = attributes

    @property
    def physical_resource_id(self):
        return self.physical_id

    def get_cfn_attribute(self, attribute_name):
        return self.attributes[attribute_name]

    @classmethod
    def has_cfn_attr(cls, attr):
        return True


class GlobalTable(Made, CloudFormationModel):
    """The CDK's TableV2, of one region: a table."""

    @staticmethod
    def cloudformation_name_type():
        return "TableName"

    @staticmethod
    def cloudformation_type():
        return "AWS::DynamoDB::GlobalTable"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json["Properties"]
        [replica] = properties["Replicas"]
        alike = {
            **properties,
            "DeletionProtectionEnabled": replica.get("DeletionProtectionEnabled", False),
            "StreamSpecification": {**properties["StreamSpecification"], "StreamEnabled": True},
        }
        made = Table.create_from_cloudformation_json(resource_name, {"Properties": alike}, account_id, region_name)
        return cls(made.name, {"Arn": made.table_arn, "StreamArn": made.get_cfn_attribute("StreamArn")})


class Secret(Made, CloudFormationModel):
    """With a random value, as CloudFormation makes it where none is given."""

    @staticmethod
    def cloudformation_name_type():
        return "Name"

    @staticmethod
    def cloudformation_type():
        return "AWS::SecretsManager::Secret"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        backend, properties = secretsmanager_backends[account_id][region_name], cloudformation_json["Properties"]
        value = backend.get_random_password(32, "", False, True, False, False, False, True)
        made = backend.create_secret(
            resource_name,
            json.loads(value)["RandomPassword"],
            None,
            properties.get("Description"),
            None,
            properties.get("KmsKeyId"),
            None,
            [],
            False,
        )
        return cls(json.loads(made)["ARN"], {"Id": json.loads(made)["ARN"]})


class Api(Made, CloudFormationModel):
    """The HTTP API itself. moto answers none of its requests, so its routes and its stage are left out."""

    @staticmethod
    def cloudformation_name_type():
        return "Name"

    @staticmethod
    def cloudformation_type():
        return "AWS::ApiGatewayV2::Api"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        description = cloudformation_json["Properties"].get("Description")
        made = apigatewayv2_backends[account_id][region_name].create_api(
            api_key_selection_expression=None,
            cors_configuration=None,
            description=description,
            disable_schema_validation=None,
            disable_execute_api_endpoint=None,
            name=resource_name,
            protocol_type="HTTP",
            route_selection_expression=None,
            tags={},
            version=None,
        )
        return cls(made.api_id, {"ApiEndpoint": made.api_endpoint, "ApiId": made.api_id})


class Alarm(Made, CloudFormationModel):
    """Its name and its ARN, which the dashboard has to have; nothing raises it."""

    @staticmethod
    def cloudformation_name_type():
        return "AlarmName"

    @staticmethod
    def cloudformation_type():
        return "AWS::CloudWatch::Alarm"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        return cls(resource_name, {"Arn": f"arn:aws:cloudwatch:{region_name}:{account_id}:alarm:{resource_name}"})


# 8. A key that is off is refused, whatever is asked with it; in moto it works on.
# 9. AssumeRole looks at the trust of Keysunset's own roles: whom it names, and the external id. In moto anybody may assume anything.

told = lambda status, code, message: (  # noqa: E731
    status,
    {"status": status, "content-type": "text/xml"},
    f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>",
)


def refused(self, action):
    key = iam_backends[self.current_account]["aws"].access_keys.get(self.access_key)
    if key is not None and key.user_name and key.status != "Active":
        return told(403, "InvalidClientTokenId", "The security token included in the request is invalid.")
    if action != "AssumeRole":
        return None
    arn = self._get_param("RoleArn")
    account_id, name = arn.split(":")[4], arn.split("/")[-1]
    if not name.startswith("keysunset-") and name != "tested":
        return None
    role = next((role for role in iam_backends[account_id]["aws"].get_roles() if role.arn == arn), None)
    session = sts_backends[self.current_account]["aws"].get_assumed_role_from_access_key(self.access_key)
    callers = [f"arn:aws:iam::{self.current_account}:root", session.role_arn if session else ""]
    if role and any(trusts(one, callers, self._get_param("ExternalId")) for one in statements_of(role)):
        return None
    return told(403, "AccessDenied", f"{callers[-1]} is not authorized to perform: sts:AssumeRole on resource: {arn}")


def statements_of(role):
    document = role.assume_role_policy_document
    return (json.loads(document) if isinstance(document, str) else document)["Statement"]


def trusts(statement, callers, external_id):
    named = statement.get("Principal", {}).get("AWS", [])
    wanted = statement.get("Condition", {}).get("StringEquals", {}).get("sts:ExternalId")
    among = [named] if isinstance(named, str) else named
    return statement["Effect"] == "Allow" and any(one in among for one in callers) and wanted in (None, external_id)


# 10. DynamoDB looks at an item's condition and writes it at once; in moto a second writer comes between the two.

one_at_a_time = threading.RLock()


def whole(operation):
    def alone(*given, **named):
        with one_at_a_time:
            return operation(*given, **named)

    return alone


for name in ("put_item", "update_item", "delete_item"):
    setattr(DynamoDBBackend, name, whole(getattr(DynamoDBBackend, name)))

# 11. A user that is renamed keeps its tags and its keys; in moto the tags are its ARN's, and the keys' last use tells the old name.

rename = IAMBackend.update_user


def rename_with_all(self, user_name, new_path=None, new_user_name=None):
    user = self.get_user(user_name)
    tags = self.tagger.list_tags_for_resource(user.arn)["Tags"]
    rename(self, user_name, new_path, new_user_name)
    self.tagger.tag_resource(user.arn, tags)
    for key in user.access_keys:
        key.user_name = user.name


IAMBackend.update_user = rename_with_all

# 12. An execution that is stopped is ABORTED at once; in moto one that is in a hold runs on until the hold's time is up, and has
#     then FAILED.

stop = sfn_execution.Execution.stop
reflect = sfn_execution.BaseExecutionWorkerCommunication._reflect_execution_status


def stop_at_once(self, stop_date, error, cause):
    if self.exec_status != "RUNNING":
        return
    stop(self, stop_date, error, cause)
    self.exec_status, self.stop_date = sfn_execution.ExecutionStatus.ABORTED, stop_date
    for endpoint in list(self.exec_worker.env.callback_pool_manager._pool.values()):
        endpoint.interrupt_all()


def reflect_unless_stopped(self):
    if self.execution.exec_status == "RUNNING":
        reflect(self)


sfn_execution.Execution.stop = stop_at_once
sfn_execution.BaseExecutionWorkerCommunication._reflect_execution_status = reflect_unless_stopped

# 13. What the tests ask of all this: how it stands, to leap, and for the contract of the keys port users that are there before,
#     and calls that fail.

faults = {}


def there_is(user):
    backend = iam_backends[user["account"]]["aws"]
    made = backend.create_user(
        "us-east-1", user["name"], "/", [{"Key": name, "Value": value} for name, value in user["tags"].items()]
    )
    made.id, made.create_date = user["userId"], datetime.fromisoformat(user["createdAt"].replace("Z", ""))
    for given in user["keys"]:
        key = backend.create_access_key(user["name"])
        backend.access_keys[given["id"]] = backend.access_keys.pop(key.access_key_id)
        key.access_key_id, key.status = given["id"], given["status"]
        key.create_date = datetime.fromisoformat(given["createdAt"].replace("Z", ""))



def running():
    machines = (backend for account in list(stepfunctions_parser_backends.values()) for backend in list(account.values()))
    executions = (e for backend in machines for e in backend._get_executions())
    return sum(1 for execution in executions if execution.exec_status == "RUNNING")


class Control(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        now, waits = clock.now(), list(clock.waits.values())
        self.answer(
            {
                "now": now,
                "leapt": clock.leapt,
                "doings": clock.doings,
                "busy": clock.busy,
                "running": running(),
                "waits": sorted(waits),
                "later": sorted(clock.later.values()),
            }
        )

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with clock.lock:
            if "to" in asked:
                clock.leapt += max(0.0, asked["to"] - clock.now())
            if "set" in asked:
                clock.leapt = asked["set"] - time.time()
            for user in asked.get("users", []):
                there_is(user)
            if "faults" in asked:
                faults.clear()
                faults.update(asked["faults"])
            if asked.get("forget"):
                trail.clear()
        self.answer({"leapt": clock.leapt, "trail": [event["record"] for event in trail]})

    def answer(self, what):
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    for module in list(sys.modules.values()):
        if getattr(module, "utcnow", None) is real_utcnow:
            module.utcnow = utcnow
    from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    control = ThreadingHTTPServer(("127.0.0.1", 0), Control)
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=MotoRequestHandler)
    os.environ["MOTO_PORT"] = str(server.server_port)
    threading.Thread(target=control.serve_forever, daemon=True).start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    addresses = {"aws": server.server_port, "control": control.server_address[1]}
    print(json.dumps({name: f"http://127.0.0.1:{port}" for name, port in addresses.items()}), flush=True)
    sys.stdin.read()
    os._exit(0)


main()
