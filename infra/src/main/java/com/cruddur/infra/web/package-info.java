/** The pages and the API at one origin: CloudFront, its web ACL, the bucket, the load balancer and the tasks. */
@NullMarked
package com.cruddur.infra.web;

import org.jspecify.annotations.NullMarked;
