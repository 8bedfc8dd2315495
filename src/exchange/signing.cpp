#include "exchange/signing.h"

#include <sodium/crypto_generichash.h>
#include <sodium/crypto_sign_ed25519.h>

#include <algorithm>

#include "core/hex.h"
#include "exchange/sodium_random.h"

namespace tongzhou {
namespace {

static_assert(crypto_sign_ed25519_SEEDBYTES == 32 && crypto_sign_ed25519_PUBLICKEYBYTES == 32 &&
              crypto_sign_ed25519_SECRETKEYBYTES == 64);
constexpr std::size_t kSignature = crypto_sign_ed25519_BYTES;

using ByteSpan = std::span<const std::byte>;

// Before what is signed, so that a signature under a plan file is none under anything else.
constexpr std::string_view kContext = "tongzhou plan file 1\n";

// The end of a signed file: this, the key, the signature.
constexpr std::array<std::uint8_t, 8> kSignedMagic{0x89, 'T', 'Z', 'G', '\r', '\n', 0x1a, '\n'};
constexpr std::size_t kTrailer = kSignedMagic.size() + 32 + kSignature;

bool is_signed(ByteSpan file) {
  return file.size() > kTrailer &&
         std::ranges::equal(file.last(kTrailer).first(kSignedMagic.size()),
                            std::as_bytes(std::span(kSignedMagic)));
}

std::array<std::uint8_t, 64> hash_to_sign(ByteSpan file) {
  std::array<std::uint8_t, 64> hash;
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  const auto add = [&](ByteSpan bytes) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  };
  add(std::as_bytes(std::span(kContext)));
  add(file);
  crypto_generichash_final(&state, hash.data(), hash.size());
  return hash;
}

// One for each byte: of everyday use, and no two with the same syllable, whatever the tone.
constexpr std::string_view kCharacters =
    "爱安八白班帮宝北本笔边表别宾冰波布擦菜餐仓草册层茶柴产长潮车晨城尺虫出船窗吹春词从粗村错大带蛋"
    "党刀德灯地点蝶"
    "丁东豆度短队多鹅恩耳发饭方飞粉风佛福盖干港高歌给根耕公狗谷瓜怪关光贵滚国海汉航好河黑横红猴湖花"
    "怀环黄回婚火鸡家"
    "剑江教街金京九橘卷觉军卡开看康考课肯空口库跨快宽矿昆辣来蓝狼老乐雷冷力连亮料列林铃六龙楼路乱轮"
    "罗绿马麦满忙猫美"
    "门梦米面苗灭民明墨木拿奶南脑内能泥年鸟宁牛农暖女怕牌盘胖跑陪盆朋皮片票品平坡铺七千墙桥茄琴青秋"
    "曲泉雀群燃让热人"
    "日容肉入软瑞赛三桑扫色森沙晒山上勺蛇身声石手书刷帅双水顺说四松搜素算岁笋锁";
constexpr std::size_t kCharacterBytes = 3;
static_assert(kCharacters.size() == 256 * kCharacterBytes);

// Five letters for sixteen bits.
std::string spoken_word(std::uint32_t bits) {
  constexpr std::string_view kConsonants = "bdfghjklmnprstvz", kVowels = "aiou";
  return {kConsonants[bits >> 12 & 15], kVowels[bits >> 10 & 3], kConsonants[bits >> 6 & 15],
          kVowels[bits >> 4 & 3], kConsonants[bits & 15]};
}

}  // namespace

std::string to_text(const PublicKey& key) { return to_hex(key.bytes); }

std::optional<PublicKey> parse_public_key(std::string_view text) {
  PublicKey key;
  return parse_hex(text, key.bytes) ? std::optional(key) : std::nullopt;
}

std::string fingerprint(const PublicKey& key, Language language) {
  std::array<std::uint8_t, 16> hash;
  crypto_generichash(hash.data(), hash.size(), key.bytes.data(), key.bytes.size(), nullptr, 0);
  std::string text;
  for (std::size_t i = 0; i < 12; i += 2) {
    if (language == Language::english) {
      if (i > 0) text += '-';
      text += spoken_word(std::uint32_t{hash[i]} << 8 | hash[i + 1]);
    } else {
      if (i > 0 && i % 4 == 0) text += ' ';
      for (const std::uint8_t byte : {hash[i], hash[i + 1]})
        text += kCharacters.substr(byte * kCharacterBytes, kCharacterBytes);
    }
  }
  return text;
}

SigningKey SigningKey::make(Random& random) {
  Secret<32> seed;
  fill_randomly(random, {seed.data(), seed.size()});
  return SigningKey(seed);
}

SigningKey::SigningKey(const Secret<32>& seed) : seed_(seed) {
  crypto_sign_ed25519_seed_keypair(public_key_.bytes.data(), secret_.data(), seed_.data());
}

std::vector<std::byte> sign_plan_file(std::span<const std::byte> plan_file, const SigningKey& key) {
  const auto hash = hash_to_sign(plan_file);
  std::array<std::uint8_t, kSignature> signature;
  crypto_sign_ed25519_detached(signature.data(), nullptr, hash.data(), hash.size(),
                               key.secret().data());
  std::vector<std::byte> file(plan_file.begin(), plan_file.end());
  for (const std::span<const std::uint8_t> part :
       {std::span<const std::uint8_t>(kSignedMagic),
        std::span<const std::uint8_t>(key.public_key().bytes),
        std::span<const std::uint8_t>(signature)})
    file.insert(file.end(), std::as_bytes(part).begin(), std::as_bytes(part).end());
  return file;
}

std::span<const std::byte> unsigned_part(std::span<const std::byte> plan_file) {
  return is_signed(plan_file) ? plan_file.first(plan_file.size() - kTrailer) : plan_file;
}

Signature read_signature(std::span<const std::byte> plan_file) {
  Signature read;
  if (!is_signed(plan_file)) return read;
  const ByteSpan trailer = plan_file.last(kTrailer);
  std::ranges::copy(trailer.subspan(kSignedMagic.size(), read.key.bytes.size()),
                    std::as_writable_bytes(std::span(read.key.bytes)).begin());
  const auto hash = hash_to_sign(unsigned_part(plan_file));
  const bool holds = crypto_sign_ed25519_verify_detached(
                         reinterpret_cast<const unsigned char*>(trailer.last(kSignature).data()),
                         hash.data(), hash.size(), read.key.bytes.data()) == 0;
  read.standing = holds ? Signature::Standing::valid : Signature::Standing::broken;
  return read;
}

}  // namespace tongzhou
