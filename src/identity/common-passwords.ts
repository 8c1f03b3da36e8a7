/** The most common passwords of ten characters and more, in small letters; shorter ones are refused anyway. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `1234567890 12345678910 1234567891 123456789a 123456789q 123456789abc a123456789 a1234567890 aa123456789 abc123456789
  abcd123456 abcd1234567 abcde12345 abc1234567 abcdef123456 123456abcdef 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc
  qwertyuiop qwertyuiop123 qwerty123456 qwerty1234 qwerty12345 asdfghjkl123 asdfghjkl1 zxcvbnm123 zxcvbnm1234 zxcvbnm12345
  password123 password1234 password12 password01 passw0rd123 p@ssw0rd123 p@ssword123 passwordpassword password2024
  password2025 password2026 admin12345 admin123456 admin1234567 adminadmin administrator root123456 test123456 test1234567
  woaini1314 woaini1314520 woaini520 woaini5201314 woaini521 woaiwojia1 5201314520 52013145201314 5201314abc 1314520520
  iloveyou12 iloveyou123 iloveyou1314 iloveyou520 wodemima123 mima123456 zhongguo123 zhongguo1949 beijing2008 guangdong1
  guangdong123 guangzhou1 guangzhou123 shenzhen123 shanghai123 woshishui1 woshishei123 nihao12345 nihao123456 taobao1234
  zhang123456 wang123456 li12345678 liu123456 chen123456 yang123456 zhao123456 huang123456 zhou123456 xiaoming123
  112233445566 1122334455 11223344556677 1234512345 1234554321 123321123321 1233211234567 123123123123 12301230123 147258369a
  147258369147 147852369a 159357159357 159753159753 741852963a 789456123a 7894561230 789456123789 987654321a 9876543210
  0123456789 01234567890 0987654321 asd123456789 asdf123456 asdf1234567 asdasdasd123 qaz123456789 qazwsxedc1 qazwsxedc123
  qazwsxedcrfv qweasdzxc1 qweasdzxc123 qweasd123456 qwe123456789 zaq12wsxcde3 zxc123456789 zxcvbnmasdf aaaaaaaaaa
  aini1314520 caonima123 football123 basketball monkey12345 dragon12345 sunshine123 princess123 superman123 welcome123
  welcome1234 letmein1234 changeme123 default123 computer123 internet123 samsung123 michael123 liverpool123 manchester
  zhengfu123 zhengwu123 banshi12345 wangting123 wangting1234 mima12345678 88888888888 66666666666 8888888888 6666666666`
    .split(/\s+/)
    .filter((each) => each !== ""),
);
