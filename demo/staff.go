package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/orgunit"
)

// accountID is the first identifier of an account.
const accountID = 10_001

// staff is who acts at a unit.
type staff struct{ counter, official, leader account.ID }

// crew is the accounts of the whole province.
type crew struct {
	accounts []account.Account
	at       map[orgunit.ID]staff
	heirs    map[orgunit.ID]orgunit.ID // of units that ended
	taken    map[string]int            // logins, which do not tell accents apart
	names    *names
	r        *rand.Rand
}

// presented are the accounts with fixed logins; those of An Hội are the ones of the city,
// whose people went to the ward that took over.
var presented = []string{"motcua.anhoi", "chuyenvien.anhoi", "lanhdao.anhoi", "chutich", "thamdinh", "kiemsoat", "quantri", "buuchinh.anhoi", "quaythue"}

func newCrew(p *province) *crew {
	c := &crew{at: map[orgunit.ID]staff{}, heirs: map[orgunit.ID]orgunit.ID{}, taken: map[string]int{}, names: loadNames(), r: rand.New(rand.NewPCG(seed, 2))}
	for i := range p.units {
		if u := &p.units[i]; u.Block != orgunit.Whole && !u.Block.Helps() {
			c.staffUnit(u)
		}
	}
	for i := range p.units { // departments receive at the province's one desk
		if p.units[i].Block == orgunit.Department {
			s := c.at[p.units[i].ID]
			s.counter = c.at[p.byKey["hcc"]].counter
			c.at[p.units[i].ID] = s
		}
	}
	c.hire("chutich", "Chủ tịch UBND tỉnh", wholeID, account.Leader)
	c.hire("kiemsoat", "Kiểm soát viên thủ tục hành chính", wholeID, account.Designer)
	c.hire("quantri", "Quản trị hệ thống", wholeID, account.Operator)
	c.hire("thamdinh", "Thành viên Hội đồng thẩm định", p.byKey["noivu"], account.Inspector)
	c.hire(drafter, "Chuyên viên kiểm soát thủ tục hành chính", wholeID, account.Designer)
	c.hire("buuchinh.tinh", "Giao dịch viên", p.byKey["bdtinh"], account.Postal)
	c.hire("buuchinh.anhoi", "Giao dịch viên", p.byKey["bdanhoi"], account.Postal)
	c.hire("quaythue", "Nhân viên hướng dẫn", p.byKey["quaythue"], account.Agent)
	return c
}

func (c *crew) staffUnit(u *orgunit.Unit) {
	place := ascii(strings.NewReplacer("UBND ", "", "thành phố ", "", "thị xã ", "", "huyện ", "", "Chi nhánh VPĐKĐĐ", "dat").Replace(u.Name))
	if u.Block == orgunit.Communes {
		place = ascii(strings.TrimPrefix(u.Name, "UBND "))
	}
	head := map[orgunit.Block]string{
		orgunit.Communes: "Phó Chủ tịch UBND", orgunit.Districts: "Phó Chủ tịch UBND", orgunit.Department: "Phó Giám đốc",
	}[u.Block]
	if head == "" {
		head = "Phó Thủ trưởng đơn vị"
	}
	var s staff
	if u.Block != orgunit.Department {
		s.counter = c.hire("motcua."+place, "Cán bộ Một cửa", u.ID, account.Counter)
	}
	s.official = c.hire("chuyenvien."+place, "Chuyên viên", u.ID, account.Official)
	s.leader = c.hire("lanhdao."+place, head, u.ID, account.Leader)
	c.at[u.ID] = s
}

func (c *crew) hire(login, title string, unit orgunit.ID, role account.Role) account.ID {
	name, _ := c.names.draw(c.r)
	if c.taken[login]++; c.taken[login] > 1 {
		login += strconv.Itoa(c.taken[login])
	}
	id := account.ID(accountID + len(c.accounts))
	c.accounts = append(c.accounts, account.Account{
		ID: id, Login: login, Name: name, Title: title, Unit: unit, Roles: []account.Role{role}, Language: "vi",
	})
	return id
}

// follow gives the units of the reorganisation the people who moved to them.
func (c *crew) follow(r *reorganisation) {
	for _, act := range r.acts {
		if m, ok := act.(orgunit.Merge); ok {
			for _, ended := range m.Units {
				c.heirs[ended] = m.Into.ID
			}
		}
	}
	for heir, from := range r.heirs {
		c.at[heir] = c.at[from]
	}
	c.at[farmingID] = c.at[c.firstOf(r, farmingID)]
	for g := range regions {
		c.at[orgunit.ID(regionalID+g)] = c.at[orgunit.ID(branchID+2*g)]
	}
}

// firstOf is the first of the units that a merger brought into another.
func (c *crew) firstOf(r *reorganisation, into orgunit.ID) orgunit.ID {
	for _, act := range r.acts {
		if m, ok := act.(orgunit.Merge); ok && m.Into.ID == into {
			return m.Units[0]
		}
	}
	panic(fmt.Sprintf("demo: nobody went to unit %d", into))
}

// byLogin finds a presented account.
func (c *crew) byLogin(login string) *account.Account {
	for i := range c.accounts {
		if c.accounts[i].Login == login {
			return &c.accounts[i]
		}
	}
	panic("demo: nobody is " + login)
}
