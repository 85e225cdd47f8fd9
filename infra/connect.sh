#!/bin/sh
# Lets ./cruddur reach an environment on AWS: writes what --target aws needs into .cruddur/config.properties, and holds a
# way to its PostgreSQL open through a task of the API, until it is stopped. Then the file goes again: there is a
# password in it.
#
# While it runs, every `./cruddur db ...` goes to that PostgreSQL, without --target aws too.
#
# Usage, in the project's directory: infra/connect.sh Development|Production [<local port>]
set -eu

environment="${1:?name the environment: Development or Production}"
port="${2:-15432}"
config=.cruddur/config.properties
# The only one that there is: see docs/adr/0009.
export AWS_REGION=us-east-1

output() {
  aws cloudformation describe-stacks --stack-name "Cruddur$environment-$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue | [0]"
}

if [ -e "$config" ]; then
  echo "There is a $config already: move it away first." >&2
  exit 1
fi

host=$(output People DatabaseHost)
secret=$(aws secretsmanager get-secret-value --secret-id "$(output People DatabaseSecretArn)" \
  --query SecretString --output text)
user=$(printf %s "$secret" | node -p '
  const { username, password } = JSON.parse(require("fs").readFileSync(0));
  `${encodeURIComponent(username)}:${encodeURIComponent(password)}`')
cluster=$(output Web ClusterName)
task=$(aws ecs list-tasks --cluster "$cluster" --desired-status RUNNING --query 'taskArns[0]' --output text)
if [ "$task" = None ]; then
  echo "No task of the API is running in $cluster." >&2
  exit 1
fi
runtime=$(aws ecs describe-tasks --cluster "$cluster" --tasks "$task" \
  --query "tasks[0].containers[?name=='api'].runtimeId | [0]" --output text)

mkdir -p .cruddur
trap 'rm -f "$config"' EXIT
trap 'exit 130' INT TERM
(umask 077 && cat > "$config") <<PROPERTIES
database-url=postgresql://$user@localhost:$port/cruddur
user-pool-id=$(output People UserPoolId)
client-id=$(output Web ClientId)
region=us-east-1
PROPERTIES

echo "Until this ends, every ./cruddur db ... goes to $environment, without --target aws too."
echo "The pages: $(output Web PagesUrl)"
aws ssm start-session --target "ecs:${cluster}_${task##*/}_$runtime" \
  --document-name AWS-StartPortForwardingSessionToRemoteHost \
  --parameters "host=$host,portNumber=5432,localPortNumber=$port"
