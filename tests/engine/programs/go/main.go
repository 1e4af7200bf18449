package main

import (
	"example.com/pulumi-container-tls/sdk/go/containertls"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(shop)
}

func shop(ctx *pulumi.Context) error {
	vpcId := pulumi.String("vpc-0a1b2c3d4e5f60718")
	subnetIds := pulumi.ToStringArray([]string{"subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"})

	shop, err := containertls.NewServiceConnectCluster(ctx, "shop", &containertls.ServiceConnectClusterArgs{
		ContainerInsights: containertls.ContainerInsightsENHANCED,
	})
	if err != nil {
		return err
	}
	mesh, err := containertls.NewServiceConnectTls(ctx, "mesh", &containertls.ServiceConnectTlsArgs{
		KeyAlgorithm:  ref(containertls.CertificateKey_RSA_2048),
		ValidityYears: pulumi.Int(5),
	})
	if err != nil {
		return err
	}
	tls := &containertls.TlsIssuerArgs{
		CertificateAuthorityArn: mesh.CertificateAuthorityArn,
		RoleArn:                 mesh.RoleArn,
		KmsKeyArn:               mesh.KmsKeyArn,
		SecretsDenyPolicyArn:    mesh.SecretsDenyPolicyArn,
	}
	front, err := containertls.NewApplicationLoadBalancer(ctx, "front", &containertls.ApplicationLoadBalancerArgs{
		VpcId:          vpcId,
		SubnetIds:      subnetIds,
		CertificateArn: pulumi.String("arn:aws:acm:eu-west-1:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10"),
		ClientCidrs:    []pulumi.StringInput{pulumi.String("0.0.0.0/0")},
		RedirectHttp:   pulumi.BoolRef(false),
	})
	if err != nil {
		return err
	}
	edge, err := containertls.NewNetworkLoadBalancer(ctx, "edge", &containertls.NetworkLoadBalancerArgs{
		VpcId:     vpcId,
		SubnetIds: subnetIds,
		Listeners: map[string]containertls.NetworkListenerArgs{
			"billing": {
				Port:        pulumi.Int(8443),
				ClientCidrs: []pulumi.StringInput{pulumi.String("10.0.0.0/16")},
				HostName:    pulumi.String("billing.example.com"),
			},
		},
	})
	if err != nil {
		return err
	}

	orders, err := containertls.NewEcsService(ctx, "orders", &containertls.EcsServiceArgs{
		ClusterArn: shop.ClusterArn,
		VpcId:      vpcId,
		SubnetIds:  subnetIds,
		Container: containertls.ContainerArgs{
			Image:       pulumi.String("public.ecr.aws/nginx/nginx:1.29"),
			Cpu:         pulumi.Int(256),
			Memory:      pulumi.Int(512),
			Port:        pulumi.Int(config.New(ctx, "").RequireInt("port")),
			AppProtocol: ref(containertls.AppProtocolHTTP),
			Environment: map[string]pulumi.StringInput{"LOG_LEVEL": pulumi.String("info")},
		},
		LoadBalancer: &containertls.LoadBalancerTargetArgs{
			Listener: containertls.AlbListenerArgs{
				Arn:                front.ListenerArn,
				SecurityGroupId:    front.SecurityGroupId,
				BackendOffersTls13: front.BackendOffersTls13,
			},
			Priority:     pulumi.Int(10),
			PathPatterns: pulumi.ToStringArray([]string{"/*"}),
			IngressMode:  ref(containertls.IngressMode_THROUGH_PROXY),
			HealthCheck:  &containertls.TargetHealthCheckArgs{IntervalSeconds: pulumi.Int(15)},
		},
		ServiceConnect: &containertls.ServiceConnectArgs{
			NamespaceArn: shop.NamespaceArn,
			Server:       &containertls.ServiceConnectServerArgs{},
			Tls:          tls,
		},
	})
	if err != nil {
		return err
	}
	envoy, err := containertls.NewEnvoySidecar(ctx, "envoy", &containertls.EnvoySidecarArgs{
		Terminates: &containertls.EnvoyTerminationArgs{
			Port:            pulumi.Int(8443),
			ApplicationPort: pulumi.Int(8080),
			Certificate: containertls.EnvoySecretArgs{
				SecretArn: pulumi.String("arn:aws:secretsmanager:eu-west-1:123456789012:secret:billing-AbCdEf"),
			},
			MinTlsVersion: ref(containertls.TlsVersion_TLS_1_3),
		},
	})
	if err != nil {
		return err
	}
	_, err = containertls.NewEcsService(ctx, "billing", &containertls.EcsServiceArgs{
		ClusterArn: shop.ClusterArn,
		VpcId:      vpcId,
		SubnetIds:  subnetIds,
		Container: containertls.ContainerArgs{
			Image:  pulumi.String("example.com/billing:1"),
			Cpu:    pulumi.Int(256),
			Memory: pulumi.Int(512),
			Port:   pulumi.Int(8080),
		},
		NetworkLoadBalancer: &containertls.NetworkTargetArgs{
			Listener: containertls.NlbListenerArgs{
				LoadBalancerArn: edge.Arn,
				SecurityGroupId: edge.SecurityGroupId,
				Port:            pulumi.Int(8443),
			},
		},
		Sidecars: map[string]containertls.SidecarArgs{
			"envoy": {
				Containers: envoy.Containers,
				Ingress: &containertls.SidecarIngressArgs{
					Container:     "envoy",
					MinTlsVersion: ref(containertls.TlsVersion_TLS_1_3),
				},
				TaskRolePolicyArns: map[string]pulumi.StringInput{"secrets": envoy.SecretsPolicyArn.Elem()},
			},
			"logs": {
				Containers: containertls.SidecarContainerMap{
					"setup": &containertls.SidecarContainerArgs{
						Image:     pulumi.String("example.com/setup:1"),
						Cpu:       pulumi.Int(64),
						Memory:    pulumi.Int(64),
						Essential: pulumi.Bool(false),
					},
					"logs": &containertls.SidecarContainerArgs{
						Image:     pulumi.String("example.com/logs:1"),
						Cpu:       pulumi.Int(64),
						Memory:    pulumi.Int(64),
						DependsOn: pulumi.StringMap{"setup": pulumi.String("COMPLETE")},
					},
				},
			},
		},
		ServiceConnect: &containertls.ServiceConnectArgs{NamespaceArn: shop.NamespaceArn, Tls: tls},
		ConnectsTo: map[string]containertls.ServiceConnectEndpointArgs{
			"orders": {SecurityGroupId: orders.SecurityGroupId.Elem(), Port: orders.IngressPort.Elem()},
		},
	})
	if err != nil {
		return err
	}

	err = cluster(ctx, vpcId)
	if err != nil {
		return err
	}

	ctx.Export("url", front.Url)
	ctx.Export("billing", edge.Addresses.MapIndex(pulumi.String("billing")))
	return nil
}

func cluster(ctx *pulumi.Context, vpcId pulumi.StringInput) error {
	groups, err := containertls.NewControllerSecurityGroups(ctx, "groups", &containertls.ControllerSecurityGroupsArgs{
		Mode:    containertls.SecurityGroupModeCUSTOM,
		VpcId:   vpcId,
		Clients: containertls.ControllerClientsArgs{Cidrs: []pulumi.StringInput{pulumi.String("10.0.0.0/8")}},
		Targets: &containertls.ControllerTargetsArgs{Ports: []pulumi.IntInput{pulumi.Int(8443)}},
	})
	if err != nil {
		return err
	}
	controller, err := containertls.NewLoadBalancerController(ctx, "controller", &containertls.LoadBalancerControllerArgs{
		ClusterName:    pulumi.String("shop"),
		VpcId:          vpcId,
		SecurityGroups: groups.Settings,
		Identity:       containertls.ControllerIdentity_POD_IDENTITY,
	})
	if err != nil {
		return err
	}
	installed := containertls.InstalledControllerArgs{Ready: controller.Ready, SecurityGroups: groups.Settings}
	_, err = containertls.NewAlbIngress(ctx, "web", &containertls.AlbIngressArgs{
		Controller: installed,
		CertificateArns: pulumi.StringArray{
			pulumi.String("arn:aws:acm:eu-west-1:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10"),
		},
		Rules: []containertls.IngressRuleArgs{{
			Host:        pulumi.String("shop.example.com"),
			ServiceName: pulumi.String("web"),
			ServicePort: pulumi.Int(443),
		}},
		BackendProtocol: ref(containertls.IngressBackendProtocolHTTPS),
		HealthCheck:     &containertls.IngressHealthCheckArgs{Port: pulumi.Int(8443)},
		Group:           &containertls.IngressGroupArgs{Name: "web"},
	})
	if err != nil {
		return err
	}
	_, err = containertls.NewNlbService(ctx, "tls-web", &containertls.NlbServiceArgs{
		Controller: installed,
		Selector:   pulumi.StringMap{"app": pulumi.String("web")},
		TargetPort: pulumi.Int(8443),
	})
	if err != nil {
		return err
	}

	_, err = containertls.NewIstioTlsOrigination(ctx, "payments", &containertls.IstioTlsOriginationArgs{
		Namespace: pulumi.String("shop"),
		Host:      pulumi.String("api.example.com"),
	})
	if err != nil {
		return err
	}
	sidecar, err := containertls.NewIstioSidecar(ctx, "sidecar", &containertls.IstioSidecarArgs{
		Namespace:      pulumi.String("shop"),
		WorkloadLabels: pulumi.StringMap{"app": pulumi.String("web")},
		Ingress: &containertls.IstioSidecarIngressArgs{
			Port:            8443,
			ApplicationPort: pulumi.Int(8080),
			SecretName:      pulumi.String("web-certificate"),
			PortExceptions: map[string]containertls.IstioPortExceptionArgs{
				"9000": {Mode: containertls.IstioMutualTlsExceptionPERMISSIVE, Reason: "scanners outside the mesh"},
			},
		},
	})
	if err != nil {
		return err
	}
	_, err = containertls.NewIstioGateway(ctx, "public", &containertls.IstioGatewayArgs{
		Namespace:      pulumi.String("istio-ingress"),
		Selector:       pulumi.StringMap{"istio": pulumi.String("ingress")},
		CredentialName: pulumi.String("shop-certificate"),
		Hosts: map[string]containertls.IstioDestinationArgs{
			"shop.example.com": {
				Service:   pulumi.String("web"),
				Namespace: pulumi.String("shop"),
				Port:      sidecar.TargetPort.Elem(),
			},
		},
	})
	return err
}

func ref[T any](value T) *T {
	return &value
}
