/**
 * The OpenAPI document and the page that shows it. Fewer than three classes: the document itself is in the module
 * frontend-contract.
 */
@NullMarked
package com.cruddur.api.contract;

import org.jspecify.annotations.NullMarked;
