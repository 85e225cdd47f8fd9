/** The deployment pipeline. */
@NullMarked
package com.cruddur.infra.pipeline;

import org.jspecify.annotations.NullMarked;
