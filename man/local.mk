# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
dist_man1_MANS += man/entente.1 man/entente-extract.1 man/entente-load.1 \
  man/entente-annotate.1 \
  man/entente-query.1 man/entente-verify.1 man/entente-rules.1 man/entente-ontology.1 \
  man/entente-help.1

# Brings the OPTIONS of the pages, and the completion, up to the option tables.
.PHONY: update-options
update-options: entente
	for page in $(dist_man1_MANS); do \
	  name=`basename $$page .1`; \
	  ./entente --roff=$${name#entente-} >options.tmp && \
	  awk 'NR == FNR { text = text $$0 "\n"; next } \
	    /^\.SH/ { inside = /OPTIONS/; if (inside) printf "%s", text } \
	    !inside' options.tmp $(srcdir)/$$page >page.tmp && \
	  cat page.tmp >$(srcdir)/$$page; \
	done
	rm -f options.tmp page.tmp
	./entente --completion >$(srcdir)/cli/completion/entente
