// Package vietqr writes and reads the text of a Vietnamese transfer QR (VietQR): an
// EMVCo merchant-presented payload with the NAPAS 247 template in tag 38.
package vietqr

import (
	"fmt"
	"regexp"
	"strconv"
)

// Transfer is what a bank's app fills in after the scan.
type Transfer struct {
	Bank    string // BIN of the beneficiary's bank, six digits: 970436
	Account string // number at that bank, letters and digits, at most 19
	Amount  int64  // đồng, 0 when the payer decides
	Purpose string // folded by Fold, at most 25 characters: what the statement will carry
}

// Tags of the payload (EMVCo QRCPS, Merchant-Presented Mode 1.1; NAPAS 247 QR format 1.5.2).
const (
	tagVersion  = "00"
	tagMethod   = "01" // 11 the same code again and again, 12 for one payment
	tagNapas    = "38"
	tagCurrency = "53"
	tagAmount   = "54"
	tagCountry  = "58"
	tagMore     = "62"
	tagCheck    = "63"

	napasGUID  = "A000000727"
	toAccount  = "QRIBFTTA"
	dong       = "704" // ISO 4217
	mostAmount = 9_999_999_999_999
	// MostPurpose is how much of the purpose banks carry on.
	MostPurpose = 25
)

var (
	binShape     = regexp.MustCompile(`^[0-9]{6}$`)
	accountShape = regexp.MustCompile(`^[0-9A-Za-z]{1,19}$`)
	purposeShape = regexp.MustCompile(`^[A-Za-z0-9 .,:/()+?-]*$`)
)

// Check says what keeps a transfer out of a QR.
func (t Transfer) Check() error {
	switch {
	case !binShape.MatchString(t.Bank):
		return fmt.Errorf("vietqr: %q is not a bank's BIN of six digits", t.Bank)
	case !accountShape.MatchString(t.Account):
		return fmt.Errorf("vietqr: account %q is not 1 to 19 letters and digits", t.Account)
	case t.Amount < 0 || t.Amount > mostAmount:
		return fmt.Errorf("vietqr: amount %d", t.Amount)
	case len(t.Purpose) > MostPurpose || !purposeShape.MatchString(t.Purpose):
		return fmt.Errorf("vietqr: purpose %q is longer than %d or not folded", t.Purpose, MostPurpose)
	}
	return nil
}

// Payload is the text of the QR. It fails as Check does.
func (t Transfer) Payload() (string, error) {
	if err := t.Check(); err != nil {
		return "", err
	}
	method := "11"
	if t.Amount > 0 {
		method = "12"
	}
	text := item(tagVersion, "01") + item(tagMethod, method) +
		item(tagNapas, item("00", napasGUID)+item("01", item("00", t.Bank)+item("01", t.Account))+item("02", toAccount)) +
		item(tagCurrency, dong)
	if t.Amount > 0 {
		text += item(tagAmount, strconv.FormatInt(t.Amount, 10))
	}
	text += item(tagCountry, "VN")
	if t.Purpose != "" {
		text += item(tagMore, item("08", t.Purpose))
	}
	text += tagCheck + "04"
	return text + fmt.Sprintf("%04X", checksum(text)), nil
}

// item is tag, length and value; values here stay below 100 bytes.
func item(tag, value string) string { return fmt.Sprintf("%s%02d%s", tag, len(value), value) }

// checksum is CRC-16/CCITT-FALSE over the text with the check's own tag and length.
func checksum(text string) uint16 {
	crc := uint16(0xFFFF)
	for i := range len(text) {
		crc ^= uint16(text[i]) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}
