/** The VPC. Two classes, and a package of its own: the stream function, the API and PostgreSQL all run in it. */
@NullMarked
package com.cruddur.infra.network;

import org.jspecify.annotations.NullMarked;
