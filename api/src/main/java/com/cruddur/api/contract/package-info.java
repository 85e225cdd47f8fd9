/** The OpenAPI and AsyncAPI documents and the pages that show them; the addresses of the pages and the paths of the API. */
@NullMarked
package com.cruddur.api.contract;

import org.jspecify.annotations.NullMarked;
