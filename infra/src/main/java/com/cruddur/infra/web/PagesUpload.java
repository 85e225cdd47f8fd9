package com.cruddur.infra.web;

import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.shared.Suppression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.deployment.BucketDeployment;
import software.amazon.awscdk.services.s3.deployment.CacheControl;
import software.amazon.awscdk.services.s3.deployment.Source;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** Copies the pages into their bucket with each release, and deletes nothing. */
record PagesUpload(Construct scope, Bucket bucket) {

    private static final Path BUILT = Path.of("../frontend-contract/web/dist");
    private static final Path NOT_BUILT = Path.of("src/main/pages");

    /** The assets first, then the document that refers to them. */
    void upload(Retention retention) {
        Path pages = Files.exists(BUILT.resolve(Addresses.DOCUMENT)) ? BUILT : NOT_BUILT;
        if (pages.equals(NOT_BUILT)) {
            Annotations.of(scope)
                    .addWarningV2(
                            "cruddur:pages-not-built",
                            "The pages are not built (frontend-contract/web/dist): this release says so at its"
                                    + " address. Build them: ./mvnw -pl frontend-contract package");
        }
        LogGroup log = LogGroup.Builder.create(scope, "UploadLog")
                .retention(retention.logs())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        BucketDeployment parts = upload("Parts", pages, log)
                .exclude(List.of("*"))
                .include(List.of(Addresses.ASSETS))
                // Their names change with their content.
                .cacheControl(List.of(CacheControl.fromString("public, max-age=31536000, immutable")))
                .build();
        BucketDeployment document = upload("Document", pages, log)
                .exclude(List.of(Addresses.ASSETS))
                .cacheControl(List.of(CacheControl.noCache()))
                .build();
        document.getNode().addDependency(parts);
        suppressFindings();
    }

    /** For the CDK's own function, which copies the pages into the bucket during a deployment. */
    private void suppressFindings() {
        String bucketId = Stack.of(scope).getLogicalId((CfnBucket)
                Objects.requireNonNull(bucket.getNode().getDefaultChild()));
        IConstruct function = Stack.of(scope).getNode().getChildren().stream()
                .filter(child -> child.getNode().getId().startsWith("Custom::CDKBucketDeployment"))
                .findFirst()
                .orElseThrow();
        IConstruct role = function.getNode().findChild("ServiceRole");
        Suppression.of(
                role,
                "AwsSolutions-IAM4",
                "The CDK's own: the function may write its log, whose name it does not know beforehand.",
                "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
        Suppression.of(
                role.getNode().findChild("DefaultPolicy"),
                "AwsSolutions-IAM5",
                "The CDK's own: it reads the release's assets and writes into the bucket of the pages, nowhere else.",
                "Action::s3:Abort*",
                "Action::s3:DeleteObject*",
                "Action::s3:GetBucket*",
                "Action::s3:GetObject*",
                "Action::s3:List*",
                "Resource::" + assets() + "/*",
                "Resource::<" + bucketId + ".Arn>/*");
        Suppression.of(function, "AwsSolutions-L1", "The CDK's own: its code is tested with the runtime it names.");
    }

    /** The bucket that {@code cdk bootstrap} makes in each account, as cdk-nag writes it. */
    private String assets() {
        return "arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-"
                + Stack.of(scope).getRegion();
    }

    private BucketDeployment.Builder upload(String id, Path pages, LogGroup log) {
        return BucketDeployment.Builder.create(scope, id)
                .sources(List.of(Source.asset(pages.toString())))
                .destinationBucket(bucket)
                .prune(false)
                .retainOnDelete(false)
                .memoryLimit(256)
                .logGroup(log);
    }
}
