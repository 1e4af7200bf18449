import * as containerTls from "@pulumi/container-tls";
import * as pulumi from "@pulumi/pulumi";

const vpcId = "vpc-0a1b2c3d4e5f60718";
const subnetIds = ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"];

const shop = new containerTls.ServiceConnectCluster("shop", { containerInsights: "enhanced" });
const mesh = new containerTls.ServiceConnectTls("mesh", {
    keyAlgorithm: containerTls.CertificateKey.RSA_2048,
    validityYears: 5,
});
const tls = {
    certificateAuthorityArn: mesh.certificateAuthorityArn,
    roleArn: mesh.roleArn,
    kmsKeyArn: mesh.kmsKeyArn,
    secretsDenyPolicyArn: mesh.secretsDenyPolicyArn,
};
const front = new containerTls.ApplicationLoadBalancer("front", {
    vpcId,
    subnetIds,
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10",
    clientCidrs: ["0.0.0.0/0"],
    redirectHttp: false,
});
const edge = new containerTls.NetworkLoadBalancer("edge", {
    vpcId,
    subnetIds,
    listeners: { billing: { port: 8443, clientCidrs: ["10.0.0.0/16"], hostName: "billing.example.com" } },
});

const orders = new containerTls.EcsService("orders", {
    clusterArn: shop.clusterArn,
    vpcId,
    subnetIds,
    container: {
        image: "public.ecr.aws/nginx/nginx:1.29",
        cpu: 256,
        memory: 512,
        port: new pulumi.Config().requireNumber("port"),
        appProtocol: "http",
        environment: { LOG_LEVEL: "info" },
    },
    loadBalancer: {
        listener: {
            arn: front.listenerArn,
            securityGroupId: front.securityGroupId,
            backendOffersTls13: front.backendOffersTls13,
        },
        priority: 10,
        pathPatterns: ["/*"],
        ingressMode: containerTls.IngressMode.THROUGH_PROXY,
        healthCheck: { intervalSeconds: 15 },
    },
    serviceConnect: { namespaceArn: shop.namespaceArn, server: {}, tls },
});
const envoy = new containerTls.EnvoySidecar("envoy", {
    terminates: {
        port: 8443,
        applicationPort: 8080,
        certificate: { secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:billing-AbCdEf" },
        minTlsVersion: containerTls.TlsVersion.TLS_1_3,
    },
});
new containerTls.EcsService("billing", {
    clusterArn: shop.clusterArn,
    vpcId,
    subnetIds,
    container: { image: "example.com/billing:1", cpu: 256, memory: 512, port: 8080 },
    networkLoadBalancer: {
        listener: { loadBalancerArn: edge.arn, securityGroupId: edge.securityGroupId, port: 8443 },
    },
    sidecars: {
        envoy: {
            containers: envoy.containers,
            ingress: { container: "envoy", minTlsVersion: containerTls.TlsVersion.TLS_1_3 },
            taskRolePolicyArns: { secrets: envoy.secretsPolicyArn.apply((arn) => arn!) },
        },
        logs: {
            containers: {
                setup: { image: "example.com/setup:1", cpu: 64, memory: 64, essential: false },
                logs: { image: "example.com/logs:1", cpu: 64, memory: 64, dependsOn: { setup: "COMPLETE" } },
            },
        },
    },
    serviceConnect: { namespaceArn: shop.namespaceArn, tls },
    connectsTo: {
        orders: {
            securityGroupId: orders.securityGroupId.apply((id) => id!),
            port: orders.ingressPort.apply((port) => port!),
        },
    },
});

const groups = new containerTls.ControllerSecurityGroups("groups", {
    mode: containerTls.SecurityGroupMode.CUSTOM,
    vpcId,
    clients: { cidrs: ["10.0.0.0/8"] },
    targets: { ports: [8443] },
});
const controller = new containerTls.LoadBalancerController("controller", {
    clusterName: "shop",
    vpcId,
    securityGroups: groups.settings,
    identity: containerTls.ControllerIdentity.POD_IDENTITY,
});
const installed = { ready: controller.ready, securityGroups: groups.settings };
new containerTls.AlbIngress("web", {
    controller: installed,
    certificateArns: ["arn:aws:acm:eu-west-1:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10"],
    rules: [{ host: "shop.example.com", serviceName: "web", servicePort: 443 }],
    backendProtocol: containerTls.IngressBackendProtocol.HTTPS,
    healthCheck: { port: 8443 },
    group: { name: "web" },
});
new containerTls.NlbService("tls-web", { controller: installed, selector: { app: "web" }, targetPort: 8443 });

new containerTls.IstioTlsOrigination("payments", { namespace: "shop", host: "api.example.com" });
const sidecar = new containerTls.IstioSidecar("sidecar", {
    namespace: "shop",
    workloadLabels: { app: "web" },
    ingress: {
        port: 8443,
        applicationPort: 8080,
        secretName: "web-certificate",
        portExceptions: {
            "9000": { mode: containerTls.IstioMutualTlsException.PERMISSIVE, reason: "scanners outside the mesh" },
        },
    },
});
new containerTls.IstioGateway("public", {
    namespace: "istio-ingress",
    selector: { istio: "ingress" },
    credentialName: "shop-certificate",
    hosts: {
        "shop.example.com": { service: "web", namespace: "shop", port: sidecar.targetPort.apply((port) => port!) },
    },
});

export const url = front.url;
export const billing = edge.addresses.apply((addresses) => addresses["billing"]);
