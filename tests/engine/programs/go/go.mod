module shop

go 1.25

require (
	example.com/pulumi-container-tls/sdk/go v0.0.0
	github.com/pulumi/pulumi/sdk/v3 v3.256.0
)

replace example.com/pulumi-container-tls/sdk/go => ./sdks/container-tls
