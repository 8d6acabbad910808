package store

// Protected tables: whatever is changed in them behind the program's back, Verify finds
// and names. A new table must be put here or among the Unprotected; a test says so.
var Protected = []string{
	"event", "log_tile", "log_checkpoint",
	"orgunit", "account", "calendar", "procedure_version", "procedure_decision", "workflow_version",
	"dossier", "dossier_person", "dossier_word", "dossier_work", "dossier_request", "dossier_fault", "dossier_serial", "dossier_tally",
	"queue_hall", "queue_ticket", "counter_draft", "certified_copy",
	"lateness_rule", "apology",
	"proposal",
	"message_template", "message_wish", "message_stop", "message_decision", "message_staff",
	"payment_order", "payment_receipt", "payment_drawer", "payment_credit", "payment_difference", "payment_run", "payment_refund",
	"payment_beneficiary",
	"paper", "result", "result_kind", "result_use",
	"postal_list", "postal_item", "postal_order", "postal_notice", "postal_run", "desk_service",
}

// Unprotected tables, and why they need no trace.
var Unprotected = map[string]string{
	"migration": "which scripts ran; each is compared with its checksum at every start",
	"reference": "one number that says whether pictures in memory are out of date",
	"job":       "work to do again, not what was done",

	"log_inspection": "when verify was asked for and what it found; asking again makes it anew",

	"counter_draft_text": "what was typed into forms put aside, erased with the end of the draft",

	"workflow_rehearsal": "what a draft would have done to past dossiers; asking again makes it anew",

	"process_map": "maps drawn from the log; asking again draws them anew",

	"result_holder": "whose results they are; each result's row holds a seal over them, compared whenever they are read",
	"paper_need":    "counts of digitised and reused components, made anew from dossiers, papers and uses",

	"message":          "texts on their way; what an officer decides about one is an event, and the personal part is erased in time",
	"message_attempt":  "what providers answered; they have records of their own",
	"message_provider": "how providers do, made anew by the next answer",

	"session":         "who is signed in now; signing in again makes it anew",
	"invitation":      "links to set a password; the password set is an event",
	"sign_in_failure": "counts that slow down guessing",
	"sign_in_machine": "machines that a login was used from, so that guessing elsewhere does not lock people out",
	"lateness_alarm":  "when each open dossier is looked at next; made anew from the dossiers every day",
	"notice":          "what people were told; it follows from the dossiers, and pressing for one is an event",

	"payment_serial": "the next numbers of orders and receipts; the numbers given are in the events of those",

	"postal_serial": "the next numbers of lists and orders; the numbers given are in the events of those",

	"totp_used": "codes that were used up within the last minutes",
}
